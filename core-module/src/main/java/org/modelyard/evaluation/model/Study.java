package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.CrossValidation;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.DeclaredSlice;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.FoldDraw;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.ml.explain.PermutationImportance;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.registry.model.ArtifactKind;

/**
 * What an evaluation tells beyond its metrics, as documents by kind of artifact: where the model does worse than elsewhere, how
 * it treats groups, what each input is worth, how much depends on the split.
 */
public final class Study {

    private static final double ALPHA = 0.05;
    private static final int LEAST_OF_A_SLICE = 30;
    /** Answers that are asked for at the most: the importance shall not outlast the training. */
    private static final int MOST_ASKED = 300_000;

    private final Map<String, String> documents = new LinkedHashMap<>();

    private Study() {}

    /**
     * How a cross-validation was made.
     *
     * @param said how rows were split, in a few words
     * @param business what answers are worth; null: not declared
     */
    public record Split(String said, @Nullable BusinessMetrics business) {}

    /**
     * Of rows that the version did not learn from.
     *
     * @param table the rows that were asked about, in the order of the answers
     * @param slices that were asked for beside those that are found
     */
    public static Map<String, String> of(
            Scorer scorer, Table table, TableScores answers, List<DeclaredSlice> slices, long seed) {
        return of(scorer, table, answers, slices, seed, Workers.ALONE);
    }

    /** The same by several threads, which share the rows that the model is asked about. */
    public static Map<String, String> of(
            Scorer scorer, Table table, TableScores answers, List<DeclaredSlice> slices, long seed, Workers workers) {
        Study study = new Study();
        study.lookAt(table, answers, slices);
        int inputs = Math.max(1, table.columns().size());
        int repeats = PermutationImportance.Plan.REPEATS;
        int rows = Math.min(PermutationImportance.Plan.MOST_ROWS, MOST_ASKED / (repeats * inputs));
        if (rows > 0) {
            String metric = scorer.signature().labels().isEmpty() ? "mae" : "accuracy";
            PermutationImportance.Plan plan = new PermutationImportance.Plan(repeats, rows, seed);
            study.documents.put(
                    ArtifactKind.IMPORTANCE,
                    PermutationImportance.of(scorer, table, metric, plan, workers)
                            .toJson());
        }
        return study.documents;
    }

    /**
     * Of a cross-validation.
     *
     * @param table the rows that were asked about, fold after fold
     * @param answers one a fold
     */
    public static Map<String, String> ofFolds(
            Table table, List<Fold> folds, List<TableScores> answers, List<DeclaredSlice> slices, Split split) {
        Study study = new Study();
        study.lookAt(table, TableScores.joined(answers), slices);
        List<Evaluation> evaluations =
                answers.stream().map(one -> one.evaluate(split.business())).toList();
        List<CrossValidation> metrics = new ArrayList<>();
        for (String metric : evaluations.get(0).metrics().keySet()) {
            double[] values =
                    evaluations.stream().mapToDouble(one -> one.value(metric)).toArray();
            metrics.add(CrossValidation.of(metric, values, folds));
        }
        study.documents.put(
                ArtifactKind.CROSS_VALIDATION,
                new CrossValidations(folds.size(), split.said(), table.rows(), FoldDraw.of(folds), metrics).toJson());
        return study.documents;
    }

    private void lookAt(Table table, TableScores answers, List<DeclaredSlice> declared) {
        if (table.columns().isEmpty() || answers.rows() == 0) {
            return;
        }
        Slices slices = answers instanceof LabelledTable labelled
                ? Slices.of(table, labelled.scores(), declared, LEAST_OF_A_SLICE, ALPHA)
                : Slices.of(table, ((ValuedTable) answers).scores(), declared, LEAST_OF_A_SLICE, ALPHA);
        documents.put(ArtifactKind.SLICES, slices.toJson());
        int sensitive = 0;
        for (Fairness fairness : MeasuredFairness.of(table, answers)) {
            sensitive++;
            documents.put(ArtifactKind.FAIRNESS + "-" + sensitive, fairness.toJson());
        }
    }
}
