package org.modelyard.ml.linear;

import org.modelyard.ml.feature.SparseVector;

/**
 * Weights of a linear model over encoded features. Arrays are shared, not copied.
 *
 * @param link what makes an answer of the sums
 * @param outputs sums a row has: 1 for regression and for two labels (in favour of the second), else one a label
 * @param width encoded features
 * @param weights {@code weights[feature * outputs + output]}
 * @param bias one an output
 */
public record LinearModel(Link link, int outputs, int width, double[] weights, double[] bias) {

    /** From sums to an answer. */
    public enum Link {
        /** The sum is the value. */
        IDENTITY,
        /** Two labels: the logistic function of the one sum is the probability of the second. */
        LOGISTIC,
        /** Three labels or more: exponentials that are scaled to sum to 1. */
        SOFTMAX
    }

    public LinearModel {
        if (outputs < 1 || weights.length != (long) outputs * width || bias.length != outputs) {
            throw new IllegalArgumentException("weights of another shape");
        }
        if ((link == Link.SOFTMAX) != (outputs > 1)) {
            throw new IllegalArgumentException(outputs + " outputs with " + link);
        }
        for (double weight : weights) {
            requireFinite(weight);
        }
        for (double weight : bias) {
            requireFinite(weight);
        }
    }

    private static void requireFinite(double weight) {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("a weight is not finite");
        }
    }

    /** How many labels the model tells apart; 0 for regression. */
    public int labels() {
        return link == Link.IDENTITY ? 0 : Math.max(2, outputs);
    }

    /** The single sum of a row, for one output. */
    double sum(SparseVector row) {
        double sum = bias[0];
        int[] indices = row.indices();
        float[] values = row.values();
        for (int i = 0; i < row.size(); i++) {
            sum += weights[indices[i]] * values[i];
        }
        return sum;
    }

    /** Adds up all sums of a row into {@code sums}. */
    void sums(SparseVector row, double[] sums) {
        System.arraycopy(bias, 0, sums, 0, outputs);
        int[] indices = row.indices();
        float[] values = row.values();
        for (int i = 0; i < row.size(); i++) {
            int at = indices[i] * outputs;
            double value = values[i];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += value * weights[at + k];
            }
        }
    }
}
