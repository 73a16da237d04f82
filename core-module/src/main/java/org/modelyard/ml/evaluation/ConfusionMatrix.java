package org.modelyard.ml.evaluation;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Counts of rows by actual and predicted label.
 *
 * @param counts counts[actual][predicted], square; not to be written to
 */
public record ConfusionMatrix(List<String> labels, long[][] counts) {

    public ConfusionMatrix {
        labels = List.copyOf(labels);
        if (counts.length != labels.size()) {
            throw new IllegalArgumentException(counts.length + " rows for " + labels.size() + " labels");
        }
        for (long[] row : counts) {
            if (row.length != labels.size()) {
                throw new IllegalArgumentException("the matrix is not square");
            }
        }
    }

    /** @throws IllegalArgumentException when a position lies outside the labels */
    public static ConfusionMatrix of(List<String> labels, int[] actual, int[] predicted) {
        long[][] counts = new long[labels.size()][labels.size()];
        for (int row = 0; row < actual.length; row++) {
            counts[actual[row]][predicted[row]]++;
        }
        return new ConfusionMatrix(labels, counts);
    }

    public long rows() {
        return IntStream.range(0, counts.length).mapToLong(this::support).sum();
    }

    public long correct() {
        return IntStream.range(0, counts.length).mapToLong(i -> counts[i][i]).sum();
    }

    /** Rows that have the label. */
    public long support(int label) {
        return java.util.Arrays.stream(counts[label]).sum();
    }

    /** Rows that were given the label. */
    public long predicted(int label) {
        return java.util.Arrays.stream(counts).mapToLong(row -> row[label]).sum();
    }

    public ClassMetrics metrics(int label) {
        long hits = counts[label][label];
        long support = support(label);
        long predicted = predicted(label);
        return new ClassMetrics(
                labels.get(label),
                support,
                predicted,
                (double) hits / predicted,
                (double) hits / support,
                2.0 * hits / (support + predicted));
    }

    /** F-beta of the label: beta above 1 weighs recall more. NaN when no row has the label or was given it. */
    public double fBeta(int label, double beta) {
        return FBeta.value(counts[label][label], support(label), predicted(label), beta);
    }

    /**
     * Matthews' correlation, -1 to 1, for any number of labels (Gorodkin 2004); NaN when all rows have one label or all
     * were given one.
     */
    public double matthews() {
        double rows = rows();
        double products = 0;
        double actual = 0;
        double given = 0;
        for (int i = 0; i < counts.length; i++) {
            double support = support(i);
            double predicted = predicted(i);
            products += support * predicted;
            actual += support * support;
            given += predicted * predicted;
        }
        double scale = Math.sqrt((rows * rows - actual) * (rows * rows - given));
        return scale == 0 ? Double.NaN : (correct() * rows - products) / scale;
    }

    /** Cohen's kappa (1960), -1 to 1: agreement beyond chance. NaN when actual and given labels are all the same one. */
    public Kappa kappa() {
        return Kappa.of(counts, (actual, given) -> actual == given ? 1 : 0);
    }

    /**
     * Kappa with quadratic weights (Cohen 1968), for labels that are ordered: being wrong by two places counts four
     * times as much as by one. Sensible only when the labels stand in their order.
     */
    public Kappa quadraticKappa() {
        double most = Math.max(1, counts.length - 1.0);
        return Kappa.of(counts, (actual, given) -> 1 - Math.pow((actual - given) / most, 2));
    }
}
