package org.modelyard.evaluation.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Asked;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.MetricOptions;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.monitoring.model.Histograms;

/** Of a classifier. Its labels are the model's, then those that only the rows have: the model can only be wrong about them. */
public record LabelledTable(ClassificationScores scores) implements TableScores {

    static LabelledTable of(Scorer scorer, Table table, Workers workers) {
        return new LabelledTable(Asked.labels(scorer, table, workers));
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
        int[] given = new int[rows];
        double[] probabilities = new double[Math.multiplyExact(rows, labels.size())];
        int at = 0;
        for (TableScores part : parts) {
            ClassificationScores scores = labelled(part);
            int[] positions = positions(labels, scores.labels());
            for (int row = 0; row < scores.rows(); row++, at++) {
                actual[at] = positions[scores.actual()[row]];
                given[at] = positions[scores.predicted(row)];
                for (int label = 0; label < positions.length; label++) {
                    probabilities[at * labels.size() + positions[label]] = scores.probability(row, label);
                }
            }
        }
        return new LabelledTable(new ClassificationScores(labels, actual, probabilities, given));
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
    public Evaluation evaluate(@Nullable BusinessMetrics business) {
        return scores.evaluate(MetricOptions.with(business));
    }

    @Override
    public LabelledTable select(int[] rows) {
        return new LabelledTable(scores.select(rows));
    }

    @Override
    public void countIn(Histograms answers, List<String> labels) {
        int[] positions = positions(labels, scores.labels());
        for (int row = 0; row < rows(); row++) {
            int given = scores.predicted(row);
            answers.addPrediction(positions[given], scores.probability(row, given));
        }
    }

    @Override
    public byte[] toBytes() {
        return TableScores.writer(true)
                .put(scores.labels())
                .put(scores.actual())
                .put(scores.probabilities())
                .put(scores.predicted())
                .toBytes();
    }
}
