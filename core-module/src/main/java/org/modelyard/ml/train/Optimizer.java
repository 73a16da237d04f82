package org.modelyard.ml.train;

import java.util.Arrays;

/**
 * Moves weights along gradients, block by block: a block is all weights of one feature, or of one unit. A block whose gradient is zero for
 * a while rests, and is brought up to date before it is read again. L1 and L2 pull apart from the gradient (but for Adam's L2), as a
 * proximal step: they hold for all steps since.
 */
abstract class Optimizer {

    /** Keeps AdaGrad's first steps small. */
    static final float INITIAL = 1;

    final float[] weights;
    /** Weights a block. */
    final int size;

    final Pull pull;
    private final long[] seen;
    /** Steps done. */
    private long time;

    private HeldWeights held = HeldWeights.NONE;

    /**
     * What pulls weights to zero.
     *
     * @param blocks the first so many are pulled
     * @param l1 relative to the loss that the gradient is of
     * @param l2 the same
     */
    record Pull(int blocks, float l1, float l2) {}

    /** @param time steps done before */
    Optimizer(float[] weights, int size, Pull pull, long time) {
        this.weights = weights;
        this.size = size;
        this.pull = pull;
        this.time = time;
        this.seen = new long[weights.length / size];
        Arrays.fill(seen, time);
    }

    /** What the optimiser has to remember between epochs. */
    static float[][] moments(OptimizerKind kind, int blocks, int size) {
        return switch (kind) {
            case ADAGRAD -> new float[][] {new float[blocks]};
            case ADAM, ADAMW -> new float[][] {new float[blocks * size], new float[blocks * size]};
            case MOMENTUM -> new float[][] {new float[blocks * size]};
            case SGD -> new float[0][];
        };
    }

    /**
     * @param momentum of {@code MOMENTUM}, and of Adam's first moment
     * @param time steps done before
     */
    static Optimizer of(
            OptimizerKind kind,
            float[] weights,
            int size,
            float[][] moments,
            float rate,
            float momentum,
            Pull pull,
            long time) {
        return switch (kind) {
            case ADAGRAD -> new AdaGrad(weights, size, moments[0], rate, pull, time);
            case ADAM, ADAMW ->
                new Adam(weights, size, moments, rate, momentum, kind == OptimizerKind.ADAMW, pull, time);
            case MOMENTUM -> new Momentum(weights, size, moments[0], rate, momentum, pull, time);
            case SGD -> new Momentum(weights, size, new float[0], rate, 0, pull, time);
        };
    }

    /** Holds weights within bounds in every step, and whenever they have rested. */
    final Optimizer holding(HeldWeights bounds) {
        held = bounds;
        return this;
    }

    final long time() {
        return time;
    }

    /** To be called before a block is read. */
    final void bringUpToDate(int block) {
        long rested = time - seen[block];
        if (rested > 0) {
            rest(block, rested);
            held.hold(weights, block);
            seen[block] = time;
        }
    }

    final void bringAllUpToDate() {
        for (int block = 0; block < seen.length; block++) {
            bringUpToDate(block);
        }
    }

    /** Begins a step; all blocks that it updates are up to date. */
    final void advance() {
        time++;
        begin(time);
    }

    /** @param gradient from {@code from} on, one a weight of the block */
    final void update(int block, float[] gradient, int from) {
        move(block, gradient, from);
        held.hold(weights, block);
        seen[block] = time;
    }

    /** @param step the number of the step, from 1 */
    void begin(long step) {}

    /** A block's share in {@code steps} steps that had no gradient for it. */
    abstract void rest(int block, long steps);

    abstract void move(int block, float[] gradient, int from);

    /** L1 and L2 for so many steps of a length. */
    final void pull(int block, long steps, float length) {
        if (block >= pull.blocks) {
            return;
        }
        int at = block * size;
        if (pull.l1 > 0) {
            soften(weights, at, size, pull.l1 * steps * length);
        }
        if (pull.l2 > 0) {
            float factor = 1 / (1 + pull.l2 * steps * length);
            for (int k = at; k < at + size; k++) {
                weights[k] *= factor;
            }
        }
    }

    /** Moves weights towards zero, at most to it. */
    static void soften(float[] weights, int from, int count, float by) {
        for (int k = from; k < from + count; k++) {
            float left = Math.abs(weights[k]) - by;
            weights[k] = left > 0 ? Math.copySign(left, weights[k]) : 0;
        }
    }

    private static final class AdaGrad extends Optimizer {
        private final float[] squares;
        private final float rate;

        AdaGrad(float[] weights, int size, float[] squares, float rate, Pull pull, long time) {
            super(weights, size, pull, time);
            this.squares = squares;
            this.rate = rate;
        }

        @Override
        void rest(int block, long steps) {
            pull(block, steps, step(block));
        }

        @Override
        void move(int block, float[] gradient, int from) {
            float norm = 0;
            for (int k = from; k < from + size; k++) {
                norm += gradient[k] * gradient[k];
            }
            squares[block] += norm;
            float step = step(block);
            int at = block * size - from;
            for (int k = from; k < from + size; k++) {
                weights[at + k] -= step * gradient[k];
            }
            pull(block, 1, step);
        }

        private float step(int block) {
            return rate / (float) Math.sqrt(INITIAL + squares[block]);
        }
    }
}
