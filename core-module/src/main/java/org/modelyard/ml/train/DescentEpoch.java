package org.modelyard.ml.train;

import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.tree.Workers;

/** One pass of gradient descent over shuffled rows. For one thread, which the workers help, and one use. */
abstract class DescentEpoch {

    /** Rows of a task. */
    static final int CHUNK = 256;
    /** Products below which a thread is not worth its wake-up. */
    private static final long LEAST_SHARED = 50_000;

    final SparseRows rows;
    final RowLoss loss;
    final int outputs;
    final int width;
    final float[] weights;
    final HeldWeights held;
    private final Workers workers;
    private final double products;

    DescentEpoch(DescentState state) {
        rows = state.problem.rows();
        loss = state.problem.loss();
        outputs = state.problem.outputs();
        width = state.problem.width();
        weights = state.weights;
        held = state.held;
        workers = state.problem.workers();
        products = (double) rows.indices().length / rows.rows() * outputs;
    }

    static DescentEpoch of(DescentState state) {
        if (!state.problem.byRow()) {
            return new BatchEpoch(state);
        }
        return FullRowsEpoch.suits(state.problem) ? new FullRowsEpoch(state) : new AdaGradEpoch(state);
    }

    /** @return the mean loss of the rows, each as it was before the model learnt from it */
    abstract double learn(int[] order);

    /** Those who share what is to be done for so many rows. */
    final Workers shared(int count) {
        return count * products < LEAST_SHARED ? Workers.ALONE : workers;
    }

    /** @return the mean loss, nothing learnt; NaN without rows */
    final double loss(int[] chosen) {
        double[] losses = new double[chosen.length];
        shared(chosen.length).forEach((chosen.length + CHUNK - 1) / CHUNK, chunk -> {
            float[] sums = new float[outputs];
            int to = Math.min(chosen.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < to; i++) {
                sums(chosen[i], sums);
                losses[i] = loss.derive(sums, chosen[i]);
            }
        });
        double total = 0;
        for (double lost : losses) {
            total += lost;
        }
        return chosen.length == 0 ? Double.NaN : total / loss.total(chosen);
    }

    final void sums(int row, float[] sums) {
        System.arraycopy(weights, width * outputs, sums, 0, outputs);
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            int at = rows.indices()[i] * outputs;
            float value = rows.values()[i];
            for (int k = 0; k < sums.length; k++) {
                sums[k] += value * weights[at + k];
            }
        }
    }
}
