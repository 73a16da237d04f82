package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.tree.Workers;

/** Scorers asked about a table's rows one by one, as serving does, so that what is measured is what is served. */
public final class Asked {

    /** Rows of a task. */
    private static final int CHUNK = 256;

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

    /** Of one classifier; the workers share the rows. */
    public static ClassificationScores labels(Scorer version, Table rows, Workers workers) {
        return labels(version, rows, labels(rows, List.of(version)), workers);
    }

    /**
     * Over given labels, so that versions that know different ones can be compared.
     *
     * @param labels those of {@link #labels(Table, List)} at least
     */
    public static ClassificationScores labels(Scorer version, Table rows, List<String> labels, Workers workers) {
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
        ask(version, rows, workers, (row, scores) -> {
            Scores.Labelled answer = (Scores.Labelled) scores;
            for (int label = 0; label < ofVersion.length; label++) {
                probabilities[row * labels.size() + ofVersion[label]] = answer.probabilities()[label];
            }
            given[row] = ofVersion[answer.best()];
            actual[row] = ofTarget[target.codes()[row]];
        });
        return new ClassificationScores(labels, actual, probabilities, given);
    }

    /** For each name its place among the labels; -1 where no row has it. */
    private static int[] places(Map<String, Integer> places, List<String> names) {
        return names.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    /** Of one regression; the workers share the rows. */
    public static RegressionScores values(Scorer version, Table rows, Workers workers) {
        double[] actual = ((Column.Numbers) rows.target()).values();
        double[] predicted = new double[actual.length];
        ask(version, rows, workers, (row, scores) -> predicted[row] = ((Scores.Valued) scores).value());
        return new RegressionScores(actual, predicted);
    }

    /** Takes the answer to a row; several threads at once, each another row's. */
    private interface Take {
        void accept(int row, Scores answer);
    }

    private static void ask(Scorer version, Table rows, Workers workers, Take take) {
        workers.forEach((rows.rows() + CHUNK - 1) / CHUNK, chunk -> {
            int last = Math.min(rows.rows(), (chunk + 1) * CHUNK);
            InputRow[] inputs = new InputRow[Math.min(version.batch(), CHUNK)];
            Arrays.setAll(inputs, i -> InputRow.empty(rows.columns().size()));
            for (int row = chunk * CHUNK; row < last; row += inputs.length) {
                Pulse.beat();
                int count = Math.min(inputs.length, last - row);
                for (int i = 0; i < count; i++) {
                    FeatureEncoder.fill(inputs[i], rows, row + i);
                }
                if (count == 1) {
                    take.accept(row, version.score(inputs[0]));
                    continue;
                }
                Scores[] answers = version.scoreAll(count == inputs.length ? inputs : Arrays.copyOf(inputs, count));
                for (int i = 0; i < count; i++) {
                    take.accept(row + i, answers[i]);
                }
            }
        });
    }
}
