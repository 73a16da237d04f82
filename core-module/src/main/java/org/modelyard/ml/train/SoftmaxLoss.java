package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** Of three labels or more, a sum a label. */
record SoftmaxLoss(int[] codes, int outputs) implements RowLoss {

    @Override
    public Link link() {
        return Link.SOFTMAX;
    }

    @Override
    public double derive(float[] sums, int row) {
        int label = codes[row];
        float max = sums[0];
        for (float sum : sums) {
            max = Math.max(max, sum);
        }
        double total = 0;
        double truth = sums[label] - max;
        for (int k = 0; k < sums.length; k++) {
            double e = StrictMath.exp(sums[k] - max);
            sums[k] = (float) e;
            total += e;
        }
        float scale = (float) (1 / total);
        for (int k = 0; k < sums.length; k++) {
            sums[k] *= scale;
        }
        sums[label] -= 1;
        return StrictMath.log(total) - truth;
    }
}
