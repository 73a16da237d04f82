package org.modelyard.ml.train;

import org.modelyard.ml.feature.SparseRows;

/** One pass of gradient descent over shuffled rows. For one thread, and one use. */
abstract class DescentEpoch {

    final SparseRows rows;
    final RowLoss loss;
    final int outputs;
    final int width;
    final float[] weights;
    /** Of the row at hand: its sums, then the derivatives of its loss by them. */
    final float[] scores;

    DescentEpoch(DescentState state) {
        rows = state.problem.rows();
        loss = state.problem.loss();
        outputs = state.problem.outputs();
        width = state.problem.width();
        weights = state.weights;
        scores = new float[outputs];
    }

    static DescentEpoch of(DescentState state) {
        return state.problem.byRow() ? new AdaGradEpoch(state) : new BatchEpoch(state);
    }

    /** @return the mean loss of the rows, each as it was before the model learnt from it */
    abstract double learn(int[] order);

    /** @return the mean loss, nothing learnt; NaN without rows */
    final double loss(int[] chosen) {
        double total = 0;
        for (int row : chosen) {
            sums(row);
            total += loss.derive(scores, row);
        }
        return chosen.length == 0 ? Double.NaN : total / loss.total(chosen);
    }

    final void sums(int row) {
        System.arraycopy(weights, width * outputs, scores, 0, outputs);
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            int at = rows.indices()[i] * outputs;
            float value = rows.values()[i];
            for (int k = 0; k < scores.length; k++) {
                scores[k] += value * weights[at + k];
            }
        }
    }
}
