package org.modelyard.ml.train;

import org.modelyard.ml.pulse.Pulse;

/**
 * One pass of AdaGrad, row by row. The step of a feature is the learning rate over the root of its summed squared gradients, all
 * outputs together (Duchi et al. 2011, with one accumulator a feature: one root an entry instead of one an entry and label). L2
 * is applied when a feature is next seen, for all the rows since. Each row starts from what the one before has learnt, so there
 * is nothing to share among threads: batches are for that.
 */
final class AdaGradEpoch extends DescentEpoch {

    /** Rows that are fetched at once: one after the other their places in memory would be waited for. */
    private static final int AHEAD = 16;

    /** Of the rows fetched: where each begins, and its entries. */
    private final int[] offsets = new int[AHEAD + 1];

    private final int[] indices;
    private final float[] values;
    private final float[] squares;
    /** The features' steps, as their squares are now. */
    private final float[] steps;
    /** The row of this pass, from 1, in which a feature was last seen. */
    private final int[] seen;

    private final float rate;
    private final float l2;
    private final float[] scores;
    /** One an entry of the row at hand. Roots and quotients are taken in loops of their own, which the compiler makes vectors of. */
    private final float[] scratch;

    AdaGradEpoch(DescentState state) {
        super(state);
        squares = state.moments[0];
        rate = state.problem.rate(state.epochs.count());
        l2 = state.problem.l2();
        seen = new int[width];
        steps = new float[width];
        for (int feature = 0; feature < width; feature++) {
            steps[feature] = step(squares[feature]);
        }
        scores = new float[outputs];
        int longest = 0;
        for (int row = 0; row < rows.rows(); row++) {
            longest = Math.max(longest, rows.offsets()[row + 1] - rows.offsets()[row]);
        }
        scratch = new float[longest];
        indices = new int[AHEAD * longest];
        values = new float[AHEAD * longest];
    }

    @Override
    double learn(int[] order) {
        double total = 0;
        for (int start = 0; start < order.length; start += AHEAD) {
            Pulse.beat();
            int count = Math.min(AHEAD, order.length - start);
            fetch(order, start, count);
            for (int place = 0; place < count; place++) {
                total += learn(order[start + place], place, start + place + 1);
            }
        }
        for (int feature = 0; feature < width && l2 > 0; feature++) {
            scale(weights, feature * outputs, 1 / (1 + l2 * (order.length - seen[feature]) * steps[feature]));
        }
        held.holdAll(weights);
        return total / loss.total(order);
    }

    private void fetch(int[] order, int start, int count) {
        int at = 0;
        for (int place = 0; place < count; place++) {
            int row = order[start + place];
            int from = rows.offsets()[row];
            int size = rows.offsets()[row + 1] - from;
            System.arraycopy(rows.indices(), from, indices, at, size);
            System.arraycopy(rows.values(), from, values, at, size);
            offsets[place] = at;
            at += size;
        }
        offsets[count] = at;
    }

    /** @param time the row's number in this pass, from 1; @return its loss */
    private double learn(int row, int place, int time) {
        if (l2 > 0) {
            pulls(place, time);
            if (!held.none()) {
                pullWithinBounds(place);
            }
        }
        if (outputs == 1) {
            scores[0] = l2 > 0 ? pulledSum(place) : sum(place);
        } else {
            pulledSums(place);
        }
        double lost = loss.derive(scores, row);
        float norm = 0;
        for (float error : scores) {
            norm += error * error;
        }
        steps(place, norm);
        if (outputs == 1) {
            moveOne(place);
        } else {
            move(place);
        }
        if (!held.none()) {
            hold(place);
        }
        squares[width] += norm;
        move(weights, width * outputs, step(squares[width]));
        return lost;
    }

    private float step(float squared) {
        return rate / (float) Math.sqrt(Optimizer.INITIAL + squared);
    }

    /** What the weights of the row's features are multiplied by for the rows since they were seen. */
    private void pulls(int row, int time) {
        int from = offsets[row];
        int size = offsets[row + 1] - from;
        for (int i = 0; i < size; i++) {
            int feature = indices[from + i];
            scratch[i] = l2 * (time - seen[feature]) * steps[feature];
            seen[feature] = time;
        }
        for (int i = 0; i < size; i++) {
            scratch[i] = 1 / (1 + scratch[i]);
        }
    }

    /** The row's scores are to be those of weights within their bounds, so these are pulled first and then by nothing. */
    private void pullWithinBounds(int row) {
        int from = offsets[row];
        for (int i = 0; i < offsets[row + 1] - from; i++) {
            scale(weights, indices[from + i] * outputs, scratch[i]);
            held.hold(weights, indices[from + i]);
            scratch[i] = 1;
        }
    }

    private void hold(int row) {
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            held.hold(weights, indices[i]);
        }
    }

    /** With one output the loops over outputs would cost more than what is in them. */
    private float sum(int row) {
        float sum = weights[width];
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            sum += values[i] * weights[indices[i]];
        }
        return sum;
    }

    private float pulledSum(int row) {
        int from = offsets[row];
        int size = offsets[row + 1] - from;
        float sum = weights[width];
        for (int i = 0; i < size; i++) {
            int feature = indices[from + i];
            float weight = weights[feature] * scratch[i];
            weights[feature] = weight;
            sum += values[from + i] * weight;
        }
        return sum;
    }

    private void pulledSums(int row) {
        int from = offsets[row];
        int size = offsets[row + 1] - from;
        System.arraycopy(weights, width * outputs, scores, 0, outputs);
        for (int i = 0; i < size; i++) {
            pulledSums(weights, indices[from + i] * outputs, scratch[i], values[from + i]);
        }
    }

    private void pulledSums(float[] weights, int at, float factor, float value) {
        float[] sums = scores;
        for (int k = 0; k < sums.length; k++) {
            float weight = weights[at + k] * factor;
            weights[at + k] = weight;
            sums[k] += value * weight;
        }
    }

    /** Adds the row's gradients to the squares and takes the features' steps from them. */
    private void steps(int row, float norm) {
        int from = offsets[row];
        int size = offsets[row + 1] - from;
        for (int i = 0; i < size; i++) {
            float value = values[from + i];
            float squared = squares[indices[from + i]] + value * value * norm;
            squares[indices[from + i]] = squared;
            scratch[i] = squared;
        }
        for (int i = 0; i < size; i++) {
            scratch[i] = rate / (float) Math.sqrt(Optimizer.INITIAL + scratch[i]);
        }
    }

    private void moveOne(int row) {
        int from = offsets[row];
        int size = offsets[row + 1] - from;
        float error = scores[0];
        for (int i = 0; i < size; i++) {
            int feature = indices[from + i];
            steps[feature] = scratch[i];
            weights[feature] -= scratch[i] * values[from + i] * error;
        }
    }

    private void move(int row) {
        int from = offsets[row];
        int size = offsets[row + 1] - from;
        for (int i = 0; i < size; i++) {
            int feature = indices[from + i];
            steps[feature] = scratch[i];
            move(weights, feature * outputs, scratch[i] * values[from + i]);
        }
    }

    private void move(float[] weights, int at, float step) {
        float[] errors = scores;
        for (int k = 0; k < errors.length; k++) {
            weights[at + k] -= step * errors[k];
        }
    }

    private void scale(float[] weights, int at, float factor) {
        for (int k = at; k < at + outputs; k++) {
            weights[k] *= factor;
        }
    }
}
