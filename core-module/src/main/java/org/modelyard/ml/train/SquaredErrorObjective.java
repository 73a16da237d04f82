package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** For numbers: half the squared error is derived, so that the weight of a row is 1. */
record SquaredErrorObjective(double[] targets) implements Objective {

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] start(int[] rows, RowWeights weights) {
        double mean = 0;
        double sum = 0;
        for (int row : rows) {
            sum += weights.of(row);
            mean += weights.of(row) * (targets[row] - mean) / sum;
        }
        return new double[] {mean};
    }

    @Override
    public void begin(double[] scores, int[] rows) {
        // a row's derivatives need nothing but its score
    }

    @Override
    public void derive(double[] scores, int output, int row, double[] gradients, double[] weights) {
        gradients[row] = scores[row] - targets[row];
        weights[row] = 1;
    }

    @Override
    public double loss(double[] scores, int row) {
        double error = targets[row] - scores[row];
        return error * error;
    }
}
