package org.modelyard.ml.evaluation;

import java.util.List;

/**
 * A classifier's answers beside the truth.
 *
 * @param labels at least one. Of two, the second is the positive one
 * @param actual one a row, positions among the labels. A label that the model does not know is added to the labels with
 *     probability 0 in each row
 * @param probabilities row by row, one for each label, 0-1; arrays are not copied and not written to
 * @param given one a row, the label that was answered, which a decision threshold may have picked
 */
public record ClassificationScores(List<String> labels, int[] actual, double[] probabilities, int[] given) {

    public ClassificationScores {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || (long) actual.length * labels.size() != probabilities.length) {
            throw new IllegalArgumentException(probabilities.length + " probabilities for " + actual.length
                    + " rows and " + labels.size() + " labels");
        }
        requireLabels(actual, labels.size());
        requireLabels(given, labels.size());
        if (given.length != actual.length) {
            throw new IllegalArgumentException(given.length + " answers for " + actual.length + " rows");
        }
        for (double probability : probabilities) {
            // a little above 1 is rounding
            if (!(probability >= 0 && probability <= 1 + 1e-6)) {
                throw new IllegalArgumentException("a probability of " + probability);
            }
        }
    }

    /** Answered was the label of the highest probability; of equals the first, but the positive one of two (p &gt;= 0.5). */
    public ClassificationScores(List<String> labels, int[] actual, double[] probabilities) {
        this(labels, actual, probabilities, mostProbable(labels.size(), probabilities));
    }

    private static int[] mostProbable(int k, double[] probabilities) {
        int[] labels = new int[k == 0 ? 0 : probabilities.length / k];
        for (int row = 0; row < labels.length; row++) {
            int best = 0;
            for (int label = 1; label < k; label++) {
                double ahead = probabilities[row * k + label] - probabilities[row * k + best];
                best = ahead > 0 || (k == 2 && ahead == 0) ? label : best;
            }
            labels[row] = best;
        }
        return labels;
    }

    private static void requireLabels(int[] positions, int count) {
        for (int label : positions) {
            if (label < 0 || label >= count) {
                throw new IllegalArgumentException("label " + label + " of " + count);
            }
        }
    }

    public int rows() {
        return actual.length;
    }

    public double probability(int row, int label) {
        return probabilities[row * labels.size() + label];
    }

    /** The label that was answered. */
    public int predicted(int row) {
        return given[row];
    }

    public int[] predicted() {
        return given.clone();
    }

    /** All metrics of these answers. */
    public Evaluation evaluate() {
        return evaluate(MetricOptions.DEFAULT);
    }

    public Evaluation evaluate(MetricOptions options) {
        return ClassificationMetrics.evaluate(this, options);
    }

    /** How often what was stated happened, by bins of the probability: of the positive label of two, else of the answer. */
    public List<ReliabilityBin> reliability() {
        return CalibrationBins.of(this).diagram(Answers.CONFIDENCE);
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
        int[] answers = new int[rows.length];
        double[] values = new double[Math.multiplyExact(rows.length, k)];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = actual[rows[i]];
            System.arraycopy(probabilities, rows[i] * k, values, i * k, k);
            answers[i] = given[rows[i]];
        }
        return new ClassificationScores(labels, chosen, values, answers);
    }

    /** Share of the rows whose label is among the k of highest probability; NaN without rows. */
    public double topAccuracy(int k) {
        return (double) RankingMetrics.topHits(this, k) / rows();
    }
}
