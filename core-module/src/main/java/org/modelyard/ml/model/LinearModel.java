package org.modelyard.ml.model;

import org.modelyard.ml.feature.SparseVector;

/**
 * Weights of a linear model over encoded features. Arrays are shared, not copied.
 *
 * @param width encoded features
 * @param weights {@code weights[feature * outputs + output]}
 * @param bias one an output
 * @param bounds what people have laid down about single weights, which are within them
 */
public record LinearModel(Link link, int outputs, int width, double[] weights, double[] bias, WeightBounds bounds)
        implements TrainedModel {

    public LinearModel {
        if (outputs < 1 || weights.length != (long) outputs * width || bias.length != outputs) {
            throw new IllegalArgumentException("weights of another shape");
        }
        if (link == Link.PROBABILITIES || !link.accepts(outputs)) {
            throw new IllegalArgumentException(outputs + " outputs with " + link);
        }
        for (double weight : weights) {
            requireFinite(weight);
        }
        for (double weight : bias) {
            requireFinite(weight);
        }
        bounds.requireHeld(weights);
    }

    /** About whose weights nothing is laid down. */
    public LinearModel(Link link, int outputs, int width, double[] weights, double[] bias) {
        this(link, outputs, width, weights, bias, WeightBounds.NONE);
    }

    private static void requireFinite(double weight) {
        if (!Double.isFinite(weight)) {
            throw new IllegalArgumentException("a weight is not finite");
        }
    }

    @Override
    public double sum(SparseVector row) {
        double sum = bias[0];
        int[] indices = row.indices();
        float[] values = row.values();
        for (int i = 0; i < row.size(); i++) {
            sum += weights[indices[i]] * values[i];
        }
        return sum;
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
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
