package org.modelyard.training.model;

import java.util.List;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.score.Scorer;
import org.modelyard.monitoring.model.Histograms;
import org.modelyard.monitoring.model.ProfileLayout;
import org.modelyard.registry.model.DriftProfile;

/**
 * A trained model asked about the rows it has not seen.
 *
 * @param profile inputs of the training rows, answers of the evaluation rows
 */
public record Examination(Evaluation evaluation, DriftProfile profile) {

    /** Asks the scorer itself, as serving does, so that what is measured is what is served. */
    public static Examination of(Scorer scorer, Holdout rows) {
        List<String> labels = scorer.signature().labels();
        ProfileLayout layout =
                labels.isEmpty() ? ProfileLayout.of(rows.train()) : ProfileLayout.of(rows.train(), labels);
        Histograms reference = Histograms.of(layout, rows.train());
        Evaluation evaluation = labels.isEmpty()
                ? values(scorer, rows.evaluation(), reference)
                : labels(scorer, rows.evaluation(), reference);
        return new Examination(evaluation, new DriftProfile(layout, reference));
    }

    private static Evaluation values(Scorer scorer, Table table, Histograms answers) {
        return Asked.values(scorer, table, answer -> answers.addPrediction(answer.value()))
                .evaluate();
    }

    private static Evaluation labels(Scorer scorer, Table table, Histograms answers) {
        return Asked.labels(scorer, table, answer -> answers.addPrediction(answer.best(), answer.score()))
                .evaluate();
    }
}
