package org.modelyard.ml.evaluation;

import java.util.List;

/**
 * A classifier's answers beside the truth.
 *
 * @param labels at least one. Of two, the second is the positive one
 * @param actual one a row, positions among the labels. A label that the model does not know is added to the labels with
 *     probability 0 in each row
 * @param probabilities row by row, one for each label, 0-1; arrays are not copied and not written to
 */
public record ClassificationScores(List<String> labels, int[] actual, double[] probabilities) {

    public ClassificationScores {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || (long) actual.length * labels.size() != probabilities.length) {
            throw new IllegalArgumentException(probabilities.length + " probabilities for " + actual.length
                    + " rows and " + labels.size() + " labels");
        }
        for (int label : actual) {
            if (label < 0 || label >= labels.size()) {
                throw new IllegalArgumentException("label " + label + " of " + labels.size());
            }
        }
        for (double probability : probabilities) {
            // a little above 1 is rounding
            if (!(probability >= 0 && probability <= 1 + 1e-6)) {
                throw new IllegalArgumentException("a probability of " + probability);
            }
        }
    }

    public int rows() {
        return actual.length;
    }

    public double probability(int row, int label) {
        return probabilities[row * labels.size() + label];
    }

    /** The label with the highest probability; of equals the first, but the positive one of two (p &gt;= 0.5). */
    public int predicted(int row) {
        if (labels.size() == 2) {
            return probability(row, 1) >= probability(row, 0) ? 1 : 0;
        }
        int best = 0;
        for (int label = 1; label < labels.size(); label++) {
            if (probability(row, label) > probability(row, best)) {
                best = label;
            }
        }
        return best;
    }

    public int[] predicted() {
        int[] predicted = new int[rows()];
        java.util.Arrays.setAll(predicted, this::predicted);
        return predicted;
    }

    /** All metrics of these answers. */
    public Evaluation evaluate() {
        return evaluate(MetricOptions.DEFAULT);
    }

    public Evaluation evaluate(MetricOptions options) {
        return ClassificationMetrics.evaluate(this, options);
    }

    /**
     * One metric alone.
     *
     * @throws IllegalArgumentException when there is none of this name for so many labels
     */
    public Metric metric(String name) {
        return ClassificationMetrics.named(name, labels.size(), new MetricOptions(true, List.of()))
                .apply(this);
    }

    /** These rows in this order; a row may be asked for more than once. */
    public ClassificationScores select(int[] rows) {
        int k = labels.size();
        int[] chosen = new int[rows.length];
        double[] values = new double[Math.multiplyExact(rows.length, k)];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = actual[rows[i]];
            System.arraycopy(probabilities, rows[i] * k, values, i * k, k);
        }
        return new ClassificationScores(labels, chosen, values);
    }

    /** Share of the rows whose label is among the k of highest probability; NaN without rows. */
    public double topAccuracy(int k) {
        return (double) RankingMetrics.topHits(this, k) / rows();
    }
}
