package org.modelyard.ml.model;

import org.modelyard.ml.feature.SparseVector;

/**
 * A factorisation machine of degree 2: a linear model, and for each pair of features the inner product of their factors (Rendle 2010,
 * equation 5). Arrays are shared, not copied.
 *
 * @param width encoded features
 * @param factors numbers that a feature has for each output, to be multiplied with another feature's
 * @param weights {@code [(feature * outputs + output) * (1 + factors)]}: the linear weight, then the factors
 * @param bias one an output
 */
public record FactorisationMachine(Link link, int outputs, int width, int factors, double[] weights, double[] bias)
        implements TrainedModel {

    public FactorisationMachine {
        if (outputs < 1
                || factors < 1
                || weights.length != (long) outputs * width * (1 + factors)
                || bias.length != outputs) {
            throw new IllegalArgumentException("factors of another shape");
        }
        if (link == Link.PROBABILITIES || !link.accepts(outputs)) {
            throw new IllegalArgumentException(outputs + " outputs with " + link);
        }
        requireFinite(weights);
        requireFinite(bias);
    }

    private static void requireFinite(double[] weights) {
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight is not finite");
            }
        }
    }

    @Override
    public double sum(SparseVector row) {
        return sum(row, 0);
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
        for (int k = 0; k < outputs; k++) {
            sums[k] = sum(row, k);
        }
    }

    /** The pairs in linear time: half of the squared sum less the sum of squares, for each factor. */
    private double sum(SparseVector row, int output) {
        double sum = bias[output];
        int block = 1 + factors;
        for (int i = 0; i < row.size(); i++) {
            sum += weights[(row.indices()[i] * outputs + output) * block] * row.values()[i];
        }
        for (int factor = 1; factor < block; factor++) {
            double total = 0;
            double squares = 0;
            for (int i = 0; i < row.size(); i++) {
                double part = weights[(row.indices()[i] * outputs + output) * block + factor] * row.values()[i];
                total += part;
                squares += part * part;
            }
            sum += (total * total - squares) / 2;
        }
        return sum;
    }
}
