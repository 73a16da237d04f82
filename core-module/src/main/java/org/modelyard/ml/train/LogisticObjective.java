package org.modelyard.ml.train;

import org.modelyard.ml.model.Link;

/** For two labels: the score is the log odds of the second. */
record LogisticObjective(int[] codes) implements Objective {

    @Override
    public Link link() {
        return Link.LOGISTIC;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public double[] start(int[] rows, RowWeights weights) {
        double seconds = 0;
        for (int row : rows) {
            seconds += codes[row] * weights.of(row);
        }
        return new double[] {StrictMath.log(seconds / (weights.sum(rows) - seconds))};
    }

    @Override
    public void begin(double[] scores, int[] rows) {
        // a row's derivatives need nothing but its score
    }

    @Override
    public void derive(double[] scores, int output, int row, double[] gradients, double[] weights) {
        double probability = 1 / (1 + StrictMath.exp(-scores[row]));
        gradients[row] = probability - codes[row];
        weights[row] = probability * (1 - probability);
    }

    @Override
    public double loss(double[] scores, int row) {
        double margin = codes[row] == 1 ? scores[row] : -scores[row];
        return StrictMath.log1p(StrictMath.exp(-Math.abs(margin))) + Math.max(0, -margin);
    }
}
