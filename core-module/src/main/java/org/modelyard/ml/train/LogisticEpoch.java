package org.modelyard.ml.train;

import java.util.Arrays;
import org.modelyard.ml.feature.SparseRows;

/**
 * One pass of stochastic gradient descent over shuffled rows. The step of a feature is the learning rate over the root of its
 * summed squared gradients, all outputs together (AdaGrad, Duchi et al. 2011, with one accumulator a feature: one root an
 * entry instead of one an entry and label). L2 is applied when a feature is next seen, for all the rows since.
 */
final class LogisticEpoch {

    /** Keeps the first steps small. */
    private static final float INITIAL = 1;

    private final SparseRows rows;
    private final int outputs;
    private final int width;
    private final float[] weights;
    private final float[] squares;
    private final float[] scores;
    private final float rate;
    private final float l2;
    private final long[] seen;

    LogisticEpoch(LogisticState state) {
        LogisticProblem problem = state.problem;
        rows = problem.rows();
        outputs = problem.outputs();
        width = problem.width();
        weights = state.weights;
        squares = state.squares;
        scores = new float[outputs];
        rate = problem.rate();
        l2 = (float) problem.spec().number("l2");
        seen = new long[width];
        Arrays.fill(seen, state.time);
    }

    /** @return the mean log loss of the rows, each as it was before the model learnt from it */
    double learn(int[] order, int[] codes, long start) {
        double loss = 0;
        long time = start;
        for (int row : order) {
            int from = rows.offsets()[row];
            int to = rows.offsets()[row + 1];
            time++;
            if (l2 > 0) {
                for (int i = from; i < to; i++) {
                    shrink(rows.indices()[i], time);
                }
            }
            sums(row);
            loss += gradient(codes[row]);
            float norm = 0;
            for (float error : scores) {
                norm += error * error;
            }
            for (int i = from; i < to; i++) {
                update(rows.indices()[i], rows.values()[i], norm);
            }
            update(width, 1, norm);
        }
        if (l2 > 0) {
            for (int feature = 0; feature < width; feature++) {
                shrink(feature, time);
            }
        }
        return loss / order.length;
    }

    /** @return the mean log loss, nothing learnt; NaN without rows */
    double loss(int[] chosen, int[] codes) {
        double loss = 0;
        for (int row : chosen) {
            sums(row);
            loss += gradient(codes[row]);
        }
        return chosen.length == 0 ? Double.NaN : loss / chosen.length;
    }

    private void shrink(int feature, long time) {
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
        return rate / (float) Math.sqrt(INITIAL + squares[feature]);
    }

    private void update(int feature, float value, float norm) {
        squares[feature] += value * value * norm;
        float step = step(feature) * value;
        int at = feature * outputs;
        for (int k = 0; k < scores.length; k++) {
            weights[at + k] -= step * scores[k];
        }
    }

    private void sums(int row) {
        System.arraycopy(weights, width * outputs, scores, 0, outputs);
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            int at = rows.indices()[i] * outputs;
            float value = rows.values()[i];
            for (int k = 0; k < scores.length; k++) {
                scores[k] += value * weights[at + k];
            }
        }
    }

    /** Turns sums into probability minus truth, in place; @return the log loss. StrictMath: the same on every machine. */
    private double gradient(int label) {
        if (outputs == 1) {
            double margin = label == 1 ? scores[0] : -scores[0];
            double e = StrictMath.exp(-Math.abs(margin));
            double wrong = margin >= 0 ? e / (1 + e) : 1 / (1 + e);
            scores[0] = (float) (label == 1 ? -wrong : wrong);
            return StrictMath.log1p(e) + Math.max(0, -margin);
        }
        float max = scores[0];
        for (float score : scores) {
            max = Math.max(max, score);
        }
        double total = 0;
        double truth = scores[label] - max;
        for (int k = 0; k < outputs; k++) {
            double e = StrictMath.exp(scores[k] - max);
            scores[k] = (float) e;
            total += e;
        }
        float scale = (float) (1 / total);
        for (int k = 0; k < outputs; k++) {
            scores[k] *= scale;
        }
        scores[label] -= 1;
        return StrictMath.log(total) - truth;
    }
}
