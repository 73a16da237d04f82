package org.modelyard.training.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.score.Scorer;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.registry.model.DriftProfile;

/**
 * A trained model asked about rows it has not seen.
 *
 * @param profile inputs of the training rows, answers of the evaluation rows
 */
public record Examination(Evaluation evaluation, DriftProfile profile) {

    /** Asked about the rows that were held out. */
    public static Examination of(Scorer scorer, Holdout rows) {
        return of(scorer.signature().labels(), rows.train(), TableScores.of(scorer, rows.evaluation()), null);
    }

    /**
     * @param labels of the version; empty for a regression
     * @param train what it learnt from
     * @param answers to rows that who answered had not learnt from
     * @param business what answers are worth; null: not declared
     */
    public static Examination of(
            List<String> labels, Table train, TableScores answers, @Nullable BusinessMetrics business) {
        ProfileLayout layout = labels.isEmpty() ? ProfileLayout.of(train) : ProfileLayout.of(train, labels);
        Histograms reference = Histograms.of(layout, train);
        answers.countIn(reference, labels);
        return new Examination(
                answers.evaluate(business, ConstantAnswer.of(train)), new DriftProfile(layout, reference));
    }
}
