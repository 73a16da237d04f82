package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/**
 * For three labels or more, a score a label. The second derivative is K / (K - 1) · p · (1 - p): all K scores move at once, and the bare
 * diagonal would take them too far (Friedman 2001, section 4.6).
 */
final class SoftmaxObjective implements Objective {

    private final int[] codes;
    private final int labels;
    /** One a row: the logarithm of the summed exponentials when the round began. */
    private final double[] totals;

    SoftmaxObjective(int[] codes, int labels) {
        this.codes = codes;
        this.labels = labels;
        this.totals = new double[codes.length];
    }

    @Override
    public Link link() {
        return Link.SOFTMAX;
    }

    @Override
    public int outputs() {
        return labels;
    }

    @Override
    public double[] start(int[] rows, RowWeights weights) {
        double[] start = new double[labels];
        for (int row : rows) {
            start[codes[row]] += weights.of(row);
        }
        double sum = weights.sum(rows);
        for (int k = 0; k < labels; k++) {
            start[k] = StrictMath.log(start[k] / sum);
        }
        return start;
    }

    @Override
    public void begin(double[] scores, int[] rows) {
        for (int row : rows) {
            totals[row] = total(scores, row);
        }
    }

    private double total(double[] scores, int row) {
        int at = row * labels;
        double max = scores[at];
        for (int k = 1; k < labels; k++) {
            max = Math.max(max, scores[at + k]);
        }
        double sum = 0;
        for (int k = 0; k < labels; k++) {
            sum += StrictMath.exp(scores[at + k] - max);
        }
        return max + StrictMath.log(sum);
    }

    @Override
    public void derive(double[] scores, int output, int row, double[] gradients, double[] weights) {
        double probability = StrictMath.exp(scores[row * labels + output] - totals[row]);
        gradients[row] = probability - (codes[row] == output ? 1 : 0);
        weights[row] = labels / (labels - 1.0) * probability * Math.max(0, 1 - probability);
    }

    @Override
    public double loss(double[] scores, int row) {
        return total(scores, row) - scores[row * labels + codes[row]];
    }
}
