package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** Of two labels: the sum is the log odds of the second. */
record LogisticLoss(int[] codes) implements RowLoss {

    @Override
    public Link link() {
        return Link.LOGISTIC;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double derive(float[] sums, int row) {
        int label = codes[row];
        double margin = label == 1 ? sums[0] : -sums[0];
        double e = StrictMath.exp(-Math.abs(margin));
        double wrong = margin >= 0 ? e / (1 + e) : 1 / (1 + e);
        sums[0] = (float) (label == 1 ? -wrong : wrong);
        return StrictMath.log1p(e) + Math.max(0, -margin);
    }
}
