package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** Each row's loss times its weight. */
record WeighedLoss(RowLoss loss, RowWeights weights) implements RowLoss {

    @Override
    public Link link() {
        return loss.link();
    }

    @Override
    public int outputs() {
        return loss.outputs();
    }

    @Override
    public double derive(float[] sums, int row) {
        double lost = loss.derive(sums, row);
        float weight = (float) weights.of(row);
        for (int k = 0; k < sums.length; k++) {
            sums[k] *= weight;
        }
        return weights.of(row) * lost;
    }

    @Override
    public long fingerprint() {
        return weights.fingerprint();
    }

    @Override
    public double total(int[] rows) {
        return weights.sum(rows);
    }
}
