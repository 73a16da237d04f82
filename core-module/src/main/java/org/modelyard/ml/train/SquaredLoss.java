package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** Of numbers: what is derived is half the squared error, so that the derivative is the error. */
record SquaredLoss(float[] targets) implements RowLoss {

    @Override
    public Link link() {
        return Link.IDENTITY;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double derive(float[] sums, int row) {
        double error = (double) sums[0] - targets[row];
        sums[0] = (float) error;
        return error * error;
    }
}
