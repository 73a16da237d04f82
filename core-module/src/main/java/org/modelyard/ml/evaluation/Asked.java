package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;

/** Scorers asked about a table's rows one by one, as serving does, so that what is measured is what is served. */
public final class Asked {

    private Asked() {}

    /** The versions' labels in their order, then those that only these rows have: no version can be right about them. */
    public static List<String> labels(Table rows, List<? extends Scorer> versions) {
        List<String> all = new ArrayList<>();
        for (Scorer version : versions) {
            version.signature().labels().stream()
                    .filter(label -> !all.contains(label))
                    .forEach(all::add);
        }
        Column.Categories target = (Column.Categories) rows.target();
        boolean[] used = new boolean[target.dictionary().length];
        for (int code : target.codes()) {
            used[code] = true;
        }
        for (int code = 0; code < used.length; code++) {
            if (used[code] && !all.contains(target.dictionary()[code])) {
                all.add(target.dictionary()[code]);
            }
        }
        return all;
    }

    /** Of one classifier; {@code each} is told every answer, in the rows' order. */
    public static ClassificationScores labels(Scorer version, Table rows, Consumer<Scores.Labelled> each) {
        return labels(version, rows, labels(rows, List.of(version)), each);
    }

    /**
     * Over given labels, so that versions that know different ones can be compared.
     *
     * @param labels those of {@link #labels(Table, List)} at least
     */
    public static ClassificationScores labels(
            Scorer version, Table rows, List<String> labels, Consumer<Scores.Labelled> each) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            places.put(labels.get(i), i);
        }
        Column.Categories target = (Column.Categories) rows.target();
        int[] ofTarget = places(places, List.of(target.dictionary()));
        int[] ofVersion = places(places, version.signature().labels());
        int[] actual = new int[rows.rows()];
        int[] given = new int[actual.length];
        double[] probabilities = new double[Math.multiplyExact(actual.length, labels.size())];
        InputRow input = InputRow.empty(rows.columns().size());
        for (int row = 0; row < actual.length; row++) {
            FeatureEncoder.fill(input, rows, row);
            Scores.Labelled answer = (Scores.Labelled) version.score(input);
            each.accept(answer);
            for (int label = 0; label < ofVersion.length; label++) {
                probabilities[row * labels.size() + ofVersion[label]] = answer.probabilities()[label];
            }
            given[row] = ofVersion[answer.best()];
            actual[row] = ofTarget[target.codes()[row]];
        }
        return new ClassificationScores(labels, actual, probabilities, given);
    }

    /** For each name its place among the labels; -1 where no row has it. */
    private static int[] places(Map<String, Integer> places, List<String> names) {
        return names.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    /** Of one regression; {@code each} is told every answer, in the rows' order. */
    public static RegressionScores values(Scorer version, Table rows, Consumer<Scores.Valued> each) {
        double[] actual = ((Column.Numbers) rows.target()).values();
        double[] predicted = new double[actual.length];
        InputRow input = InputRow.empty(rows.columns().size());
        for (int row = 0; row < predicted.length; row++) {
            FeatureEncoder.fill(input, rows, row);
            Scores.Valued answer = (Scores.Valued) version.score(input);
            each.accept(answer);
            predicted[row] = answer.value();
        }
        return new RegressionScores(actual, predicted);
    }
}
