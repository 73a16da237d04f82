package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
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
        double[] actual = ((Column.Numbers) table.target()).values();
        double[] predicted = new double[actual.length];
        InputRow input = InputRow.empty(table.columns().size());
        for (int row = 0; row < predicted.length; row++) {
            FeatureEncoder.fill(input, table, row);
            predicted[row] = ((Scores.Valued) scorer.score(input)).value();
            answers.addPrediction(predicted[row]);
        }
        return new RegressionScores(actual, predicted).evaluate();
    }

    private static Evaluation labels(Scorer scorer, Table table, Histograms answers) {
        Column.Categories target = (Column.Categories) table.target();
        List<String> known = scorer.signature().labels();
        List<String> all = withUnknown(known, target);
        int[] positions = positions(all, target);
        int[] actual = new int[table.rows()];
        double[] probabilities = new double[Math.multiplyExact(table.rows(), all.size())];
        InputRow input = InputRow.empty(table.columns().size());
        for (int row = 0; row < actual.length; row++) {
            FeatureEncoder.fill(input, table, row);
            Scores.Labelled answer = (Scores.Labelled) scorer.score(input);
            System.arraycopy(answer.probabilities(), 0, probabilities, row * all.size(), known.size());
            answers.addPrediction(answer.best(), answer.score());
            actual[row] = positions[target.codes()[row]];
        }
        return new ClassificationScores(all, actual, probabilities).evaluate();
    }

    /** The model's labels, then those that only these rows have: it can only be wrong about them. */
    private static List<String> withUnknown(List<String> known, Column.Categories target) {
        boolean[] used = new boolean[target.dictionary().length];
        for (int code : target.codes()) {
            used[code] = true;
        }
        List<String> all = new ArrayList<>(known);
        for (int code = 0; code < used.length; code++) {
            if (used[code] && !known.contains(target.dictionary()[code])) {
                all.add(target.dictionary()[code]);
            }
        }
        return all;
    }

    /** For each code of the target its place among the labels; -1 where no row has it. */
    private static int[] positions(List<String> labels, Column.Categories target) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            places.put(labels.get(i), i);
        }
        int[] positions = new int[target.dictionary().length];
        for (int code = 0; code < positions.length; code++) {
            positions[code] = places.getOrDefault(target.dictionary()[code], -1);
        }
        return positions;
    }
}
