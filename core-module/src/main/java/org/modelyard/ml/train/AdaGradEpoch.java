package org.modelyard.ml.train;

import java.util.Arrays;

/**
 * One pass of AdaGrad, row by row. The step of a feature is the learning rate over the root of its summed squared gradients, all
 * outputs together (Duchi et al. 2011, with one accumulator a feature: one root an entry instead of one an entry and label). L2
 * is applied when a feature is next seen, for all the rows since.
 */
final class AdaGradEpoch extends DescentEpoch {

    private final float[] squares;
    private final float rate;
    private final float l2;
    private final long[] seen;
    private long time;

    AdaGradEpoch(DescentState state) {
        super(state);
        squares = state.moments[0];
        rate = state.problem.rate(state.epochs.count());
        l2 = state.problem.l2();
        time = state.time;
        seen = new long[width];
        Arrays.fill(seen, time);
    }

    @Override
    double learn(int[] order) {
        double total = 0;
        for (int row : order) {
            int from = rows.offsets()[row];
            int to = rows.offsets()[row + 1];
            time++;
            if (l2 > 0) {
                for (int i = from; i < to; i++) {
                    shrink(rows.indices()[i]);
                }
            }
            sums(row);
            total += loss.derive(scores, row);
            float norm = 0;
            for (float error : scores) {
                norm += error * error;
            }
            for (int i = from; i < to; i++) {
                update(rows.indices()[i], rows.values()[i], norm);
            }
            update(width, 1, norm);
        }
        for (int feature = 0; feature < width && l2 > 0; feature++) {
            shrink(feature);
        }
        return total / loss.total(order);
    }

    private void shrink(int feature) {
        long rowsSince = time - seen[feature];
        if (rowsSince == 0) {
            return;
        }
        seen[feature] = time;
        float factor = 1 / (1 + l2 * rowsSince * step(feature));
        int at = feature * outputs;
        for (int k = at; k < at + outputs; k++) {
            weights[k] *= factor;
        }
    }

    private float step(int feature) {
        return rate / (float) Math.sqrt(Optimizer.INITIAL + squares[feature]);
    }

    private void update(int feature, float value, float norm) {
        squares[feature] += value * value * norm;
        float step = step(feature) * value;
        int at = feature * outputs;
        for (int k = 0; k < scores.length; k++) {
            weights[at + k] -= step * scores[k];
        }
    }
}
