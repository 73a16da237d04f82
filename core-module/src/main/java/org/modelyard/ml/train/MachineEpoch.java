package org.modelyard.ml.train;

import java.util.Arrays;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.ml.tree.Workers;

/**
 * One pass of AdaGrad over shuffled rows; L2 is applied when a feature is next seen, for all the rows since. Each row starts from what the one
 * before has learnt, so threads share only the rows that are held back.
 */
final class MachineEpoch {

    /** Rows of a task. */
    private static final int CHUNK = 256;

    private final SparseRows rows;
    private final RowLoss loss;
    private final int outputs;
    private final int block;
    private final float[] weights;
    private final float[] squares;
    private final float[] scores;
    /** For each output and factor, what the row's features sum to. */
    private final float[] totals;

    private final float rate;
    private final float l2;
    private final float factorL2;
    private final Workers workers;
    private final int[] seen;
    private int time;

    MachineEpoch(MachineState state) {
        MachineProblem problem = state.problem;
        rows = problem.rows();
        loss = problem.loss();
        workers = problem.workers();
        outputs = problem.outputs();
        block = problem.block();
        weights = state.weights;
        squares = state.squares;
        scores = new float[outputs];
        totals = new float[outputs * block];
        rate = (float) (problem.spec().number("learningRate") / problem.length());
        l2 = (float) problem.spec().number("l2");
        factorL2 = (float) problem.spec().number("factorL2");
        seen = new int[rows.width()];
    }

    /** @return the mean loss of the rows, each as it was before the model learnt from it */
    double learn(int[] order) {
        double total = 0;
        for (int row : order) {
            Pulse.beat();
            time++;
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                shrink(rows.indices()[i]);
            }
            sums(row, scores, totals);
            total += loss.derive(scores, row);
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                learn(rows.indices()[i], rows.values()[i]);
            }
            int bias = weights.length - outputs;
            for (int k = 0; k < outputs; k++) {
                move(bias + k, scores[k]);
            }
        }
        for (int feature = 0; feature < seen.length; feature++) {
            shrink(feature);
        }
        return total / loss.total(order);
    }

    /** @return the mean loss, nothing learnt; NaN without rows */
    double loss(int[] chosen) {
        double[] each = new double[chosen.length];
        workers.forEach((chosen.length + CHUNK - 1) / CHUNK, chunk -> {
            float[] sums = new float[outputs];
            float[] room = new float[totals.length];
            int to = Math.min(chosen.length, (chunk + 1) * CHUNK);
            for (int i = chunk * CHUNK; i < to; i++) {
                Pulse.beat();
                sums(chosen[i], sums, room);
                each[i] = loss.derive(sums, chosen[i]);
            }
        });
        double total = 0;
        for (double one : each) {
            total += one;
        }
        return chosen.length == 0 ? Double.NaN : total / loss.total(chosen);
    }

    private void sums(int row, float[] scores, float[] totals) {
        System.arraycopy(weights, weights.length - outputs, scores, 0, outputs);
        Arrays.fill(totals, 0);
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            int at = rows.indices()[i] * totals.length;
            float value = rows.values()[i];
            for (int k = 0; k < outputs; k++) {
                float squared = 0;
                for (int f = k * block + 1; f < (k + 1) * block; f++) {
                    float part = weights[at + f] * value;
                    totals[f] += part;
                    squared += part * part;
                }
                scores[k] += weights[at + k * block] * value - squared / 2;
            }
        }
        for (int k = 0; k < outputs; k++) {
            float squared = 0;
            for (int f = k * block + 1; f < (k + 1) * block; f++) {
                squared += totals[f] * totals[f];
            }
            scores[k] += squared / 2;
        }
    }

    /** The totals stay those of the row as it was read, while its weights move. */
    private void learn(int feature, float value) {
        int at = feature * totals.length;
        for (int k = 0; k < outputs; k++) {
            float slope = scores[k] * value;
            move(at + k * block, slope);
            for (int f = k * block + 1; f < (k + 1) * block; f++) {
                move(at + f, slope * (totals[f] - weights[at + f] * value));
            }
        }
    }

    private void move(int weight, float gradient) {
        squares[weight] += gradient * gradient;
        weights[weight] -= step(weight) * gradient;
    }

    private float step(int weight) {
        return rate / (float) Math.sqrt(Optimizer.INITIAL + squares[weight]);
    }

    private void shrink(int feature) {
        int rowsSince = time - seen[feature];
        if (rowsSince == 0) {
            return;
        }
        seen[feature] = time;
        int at = feature * totals.length;
        for (int i = at; i < at + totals.length; i++) {
            float pull = i % block == 0 ? l2 : factorL2;
            if (pull > 0) {
                weights[i] /= 1 + pull * rowsSince * step(i);
            }
        }
    }
}
