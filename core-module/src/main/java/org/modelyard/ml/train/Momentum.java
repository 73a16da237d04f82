package org.modelyard.ml.train;

/**
 * Gradient descent with heavy-ball momentum (Polyak 1964): {@code v = m v + g; w -= rate v}; without, plain gradient descent. A block
 * without gradients rolls on; what it rolls in n steps is a geometric sum.
 */
final class Momentum extends Optimizer {

    private final float[] velocities;
    private final float rate;
    private final float momentum;
    /** Of a steady gradient, and so of L1 and L2. */
    private final float length;

    /** @param velocities one a weight; empty without momentum */
    Momentum(float[] weights, int size, float[] velocities, float rate, float momentum, Pull pull, long time) {
        super(weights, size, pull, time);
        this.velocities = velocities;
        this.rate = rate;
        this.momentum = velocities.length == 0 ? 0 : momentum;
        this.length = rate / (1 - this.momentum);
    }

    @Override
    void rest(int block, long steps) {
        pull(block, steps, length);
        if (momentum > 0) {
            float left = (float) StrictMath.pow(momentum, steps);
            float rolled = length * momentum * (1 - left);
            int at = block * size;
            for (int k = at; k < at + size; k++) {
                weights[k] -= rolled * velocities[k];
                velocities[k] *= left;
            }
        }
    }

    @Override
    void move(int block, float[] gradient, int from) {
        int at = block * size - from;
        if (momentum == 0) {
            for (int k = from; k < from + size; k++) {
                weights[at + k] -= rate * gradient[k];
            }
        } else {
            for (int k = from; k < from + size; k++) {
                velocities[at + k] = momentum * velocities[at + k] + gradient[k];
                weights[at + k] -= rate * velocities[at + k];
            }
        }
        pull(block, 1, length);
    }
}
