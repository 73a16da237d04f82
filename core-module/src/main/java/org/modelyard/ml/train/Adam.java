package org.modelyard.ml.train;

import java.util.Arrays;

/**
 * Adam (Kingma and Ba 2015), and AdamW (Loshchilov and Hutter 2019), whose L2 is apart from the gradient. A block without gradients is not
 * moved by its first moment; both moments fade. Adam's L2 is part of the gradients of the blocks that have one.
 */
final class Adam extends Optimizer {

    private static final float SECOND = 0.999f;
    private static final float LEAST = 1e-8f;
    private static final int POWERS = 512;

    private final float[] first;
    private final float[] second;
    private final float rate;
    private final float momentum;
    private final float l1;
    private final float coupled;
    private final int penalised;
    /** What is left of the moments after so many steps of rest; NaN where nobody has asked yet. A power costs more than a feature's step. */
    private final float[] left = new float[POWERS];

    private final float[] leftOfSecond = new float[POWERS];
    private float firstScale;
    private float secondScale;

    Adam(
            float[] weights,
            int size,
            float[][] moments,
            float rate,
            float momentum,
            boolean decoupled,
            Pull pull,
            long time) {
        super(weights, size, new Pull(pull.blocks(), 0, decoupled ? pull.l2() : 0), time);
        this.first = moments[0];
        this.second = moments[1];
        this.rate = rate;
        this.momentum = momentum;
        this.l1 = pull.l1();
        this.coupled = decoupled ? 0 : pull.l2();
        this.penalised = pull.blocks();
        Arrays.fill(left, Float.NaN);
        Arrays.fill(leftOfSecond, Float.NaN);
    }

    @Override
    void begin(long step) {
        firstScale = rate / (float) (1 - StrictMath.pow(momentum, step));
        secondScale = 1 / (float) (1 - StrictMath.pow(SECOND, step));
    }

    @Override
    void rest(int block, long steps) {
        pull(block, steps, rate);
        soften(block, steps);
        float kept = left(left, momentum, steps);
        float keptOfSecond = left(leftOfSecond, SECOND, steps);
        int at = block * size;
        for (int k = at; k < at + size; k++) {
            first[k] *= kept;
            second[k] *= keptOfSecond;
        }
    }

    /** Threads may write the same value twice. */
    private static float left(float[] known, float share, long steps) {
        if (steps >= POWERS) {
            return (float) StrictMath.pow(share, steps);
        }
        int place = (int) steps;
        float power = known[place];
        if (Float.isNaN(power)) {
            power = (float) StrictMath.pow(share, steps);
            known[place] = power;
        }
        return power;
    }

    @Override
    void move(int block, float[] gradient, int from) {
        float l2 = block < penalised ? coupled : 0;
        int at = block * size - from;
        for (int k = from; k < from + size; k++) {
            float g = gradient[k] + l2 * weights[at + k];
            float m = momentum * first[at + k] + (1 - momentum) * g;
            float v = SECOND * second[at + k] + (1 - SECOND) * g * g;
            first[at + k] = m;
            second[at + k] = v;
            weights[at + k] -= firstScale * m / ((float) Math.sqrt(v * secondScale) + LEAST);
        }
        pull(block, 1, rate);
        soften(block, 1);
    }

    /** L1 in steps as long as the gradient's, which the second moment scales. */
    private void soften(int block, long steps) {
        if (l1 > 0 && block < penalised) {
            for (int k = block * size; k < (block + 1) * size; k++) {
                soften(weights, k, 1, l1 * steps * rate / ((float) Math.sqrt(second[k] * secondScale) + LEAST));
            }
        }
    }
}
