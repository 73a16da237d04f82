package org.modelyard.ml.train;

import org.modelyard.ml.pulse.Pulse;

/**
 * The same as {@link AdaGradEpoch}, to the bit, where there is one output and every row has every feature, as a table of numbers without
 * bins has: no feature is ever behind, and the loops over features become vectors.
 */
final class FullRowsEpoch extends DescentEpoch {

    /** Rows that are fetched at once: one after the other their places in memory would be waited for. */
    private static final int AHEAD = 16;

    private final float[] fetched;
    private final float[] squares;
    private final float[] steps;
    private final float[] score = new float[1];
    private final float rate;
    private final float l2;

    FullRowsEpoch(DescentState state) {
        super(state);
        squares = state.moments[0];
        rate = state.problem.rate(state.epochs.count());
        l2 = state.problem.l2();
        steps = new float[width];
        fetched = new float[AHEAD * width];
        for (int feature = 0; feature < width; feature++) {
            steps[feature] = rate / (float) Math.sqrt(Optimizer.INITIAL + squares[feature]);
        }
    }

    static boolean suits(DescentProblem problem) {
        return problem.outputs() == 1
                && problem.rows().indices().length == (long) problem.rows().rows() * problem.width();
    }

    @Override
    double learn(int[] order) {
        double total = 0;
        for (int start = 0; start < order.length; start += AHEAD) {
            Pulse.beat();
            int count = Math.min(AHEAD, order.length - start);
            for (int place = 0; place < count; place++) {
                System.arraycopy(rows.values(), rows.offsets()[order[start + place]], fetched, place * width, width);
            }
            for (int place = 0; place < count; place++) {
                total += learn(order[start + place], place * width);
            }
        }
        return total / loss.total(order);
    }

    /** @param from where the row's values are among those fetched; @return its loss */
    private double learn(int row, int from) {
        if (l2 > 0) {
            pull(weights, steps);
            held.holdAll(weights);
        }
        score[0] = sum(weights, fetched, from);
        double lost = loss.derive(score, row);
        float error = score[0];
        float norm = error * error;
        move(fetched, from, norm, error);
        held.holdAll(weights);
        squares[width] += norm;
        weights[width] -= rate / (float) Math.sqrt(Optimizer.INITIAL + squares[width]) * error;
        return lost;
    }

    private void pull(float[] weights, float[] steps) {
        for (int i = 0; i < steps.length; i++) {
            weights[i] *= 1 / (1 + l2 * steps[i]);
        }
    }

    private float sum(float[] weights, float[] values, int from) {
        float sum = weights[width];
        for (int i = 0; i < width; i++) {
            sum += values[from + i] * weights[i];
        }
        return sum;
    }

    private void move(float[] values, int from, float norm, float error) {
        for (int i = 0; i < width; i++) {
            squares[i] += values[from + i] * values[from + i] * norm;
        }
        for (int i = 0; i < width; i++) {
            steps[i] = rate / (float) Math.sqrt(Optimizer.INITIAL + squares[i]);
        }
        for (int i = 0; i < width; i++) {
            weights[i] -= steps[i] * values[from + i] * error;
        }
    }
}
