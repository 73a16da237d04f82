package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;

/** How a classifier's answers treat the groups of each sensitive feature, one document a feature. */
public final class MeasuredFairness {

    private MeasuredFairness() {}

    /**
     * By every feature of the table that it calls sensitive.
     *
     * @return in the order of the features; empty where the answers are numbers, there are no rows, or fewer than two labels or more than a
     *     confusion is made of
     */
    public static List<Fairness> of(Table table, TableScores answers) {
        return of(table, answers, sensitive(table.schema()));
    }

    /**
     * The same by named features, which the model need not take.
     *
     * @param table the rows that were asked about, in the order of the answers
     * @param features those that the table lacks are left out
     */
    public static List<Fairness> of(Table table, TableScores answers, Set<String> features) {
        List<Fairness> all = new ArrayList<>();
        if (answers.rows() > 0
                && answers instanceof LabelledTable labelled
                && labelled.scores().labels().size() >= 2
                && labelled.scores().labels().size() <= Evaluation.MOST_CONFUSION_LABELS) {
            features.stream()
                    .filter(feature -> table.schema().indexOf(feature) >= 0)
                    .forEach(feature -> all.add(of(table, feature, labelled.scores())));
        }
        return all;
    }

    /** Names of the features that are protected, in their order. */
    public static Set<String> sensitive(Schema schema) {
        Set<String> names = new LinkedHashSet<>();
        schema.features().stream()
                .filter(FeatureSpec::sensitive)
                .map(FeatureSpec::name)
                .forEach(names::add);
        return names;
    }

    /** Of two labels the second is the positive one; of more each is looked at. */
    private static Fairness of(Table table, String feature, ClassificationScores answers) {
        return answers.labels().size() == 2
                ? Fairness.of(table, feature, answers, answers.labels().get(1), null, Fairness.MINIMUM_ROWS)
                : Fairness.byLabel(table, feature, answers, null, Fairness.MINIMUM_ROWS);
    }
}
