package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.monitoring.model.Histograms;

/** Of a classifier. Its labels are the model's, then those that only the rows have: the model can only be wrong about them. */
public record LabelledTable(ClassificationScores scores) implements TableScores {

    static LabelledTable of(Scorer scorer, Table table, Column.Categories target) {
        List<String> known = scorer.signature().labels();
        List<String> all = withUnknown(known, target);
        int[] positions = positions(all, List.of(target.dictionary()));
        int[] actual = new int[table.rows()];
        double[] probabilities = new double[Math.multiplyExact(table.rows(), all.size())];
        InputRow input = InputRow.empty(table.columns().size());
        for (int row = 0; row < actual.length; row++) {
            FeatureEncoder.fill(input, table, row);
            Scores.Labelled answer = (Scores.Labelled) scorer.score(input);
            System.arraycopy(answer.probabilities(), 0, probabilities, row * all.size(), known.size());
            actual[row] = positions[target.codes()[row]];
        }
        return new LabelledTable(new ClassificationScores(all, actual, probabilities));
    }

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

    /** For each of the names its place among the labels; -1 where it is none of them. */
    private static int[] positions(List<String> labels, List<String> names) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < labels.size(); i++) {
            places.put(labels.get(i), i);
        }
        return names.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }

    static LabelledTable joined(List<TableScores> parts) {
        TreeSet<String> names = new TreeSet<>();
        for (TableScores part : parts) {
            names.addAll(labelled(part).labels());
        }
        List<String> labels = List.copyOf(names);
        int rows = parts.stream().mapToInt(TableScores::rows).sum();
        int[] actual = new int[rows];
        double[] probabilities = new double[Math.multiplyExact(rows, labels.size())];
        int at = 0;
        for (TableScores part : parts) {
            ClassificationScores scores = labelled(part);
            int[] positions = positions(labels, scores.labels());
            for (int row = 0; row < scores.rows(); row++, at++) {
                actual[at] = positions[scores.actual()[row]];
                for (int label = 0; label < positions.length; label++) {
                    probabilities[at * labels.size() + positions[label]] = scores.probability(row, label);
                }
            }
        }
        return new LabelledTable(new ClassificationScores(labels, actual, probabilities));
    }

    private static ClassificationScores labelled(TableScores part) {
        if (part instanceof LabelledTable table) {
            return table.scores;
        }
        throw new IllegalArgumentException("numbers among labels");
    }

    @Override
    public int rows() {
        return scores.rows();
    }

    @Override
    public Evaluation evaluate() {
        return scores.evaluate();
    }

    @Override
    public LabelledTable select(int[] rows) {
        return new LabelledTable(scores.select(rows));
    }

    @Override
    public void countIn(Histograms answers, List<String> labels) {
        int[] positions = positions(labels, scores.labels());
        for (int row = 0; row < rows(); row++) {
            int best = scores.predicted(row);
            answers.addPrediction(positions[best], scores.probability(row, best));
        }
    }

    @Override
    public byte[] toBytes() {
        return TableScores.writer(true)
                .put(scores.labels())
                .put(scores.actual())
                .put(scores.probabilities())
                .toBytes();
    }
}
