package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.ml.train.Optimizer.Pull;

class OptimizerTest {

    private static final Pull NONE = new Pull(1, 0, 0);

    @Test
    void adam_follows_the_formulas_of_its_paper() {
        float[] weights = {0.5f};
        Optimizer adam = optimizer(OptimizerKind.ADAM, weights, 0.1f, NONE);
        double w = 0.5;
        double m = 0;
        double v = 0;
        double[] gradients = {0.3, -0.1, 2, 0.7};
        for (int t = 1; t <= gradients.length; t++) {
            step(adam, 0, gradients[t - 1]);
            m = 0.9 * m + 0.1 * gradients[t - 1];
            v = 0.999 * v + 0.001 * gradients[t - 1] * gradients[t - 1];
            w -= 0.1 * m / (1 - Math.pow(0.9, t)) / (Math.sqrt(v / (1 - Math.pow(0.999, t))) + 1e-8);
            assertThat(weights[0]).isCloseTo((float) w, within(1e-5f));
        }
    }

    @Test
    void momentum_rolls_on_where_no_gradient_comes() {
        float[] lazy = {1, 1};
        float[] eager = {1};
        Optimizer resting = optimizer(OptimizerKind.MOMENTUM, lazy, 0.1f, new Pull(2, 0, 0));
        Optimizer moving = optimizer(OptimizerKind.MOMENTUM, eager, 0.1f, NONE);
        step(resting, 0, 0.5);
        step(moving, 0, 0.5);
        for (int i = 0; i < 7; i++) {
            step(resting, 1, 0.1); // another block's
            step(moving, 0, 0);
        }
        resting.bringAllUpToDate();
        assertThat(lazy[0]).isCloseTo(eager[0], within(1e-6f));
        assertThat(lazy[0]).isLessThan(0.9f);
    }

    @Test
    void l1_goes_to_zero_and_not_beyond_also_for_steps_missed() {
        float[] weights = {0.5f, -0.5f, 0.05f, 7};
        Optimizer descent = optimizer(OptimizerKind.SGD, weights, 0.1f, new Pull(3, 0.2f, 0));
        for (int i = 0; i < 5; i++) {
            step(descent, 3, 0); // not penalised
        }
        descent.bringAllUpToDate();
        assertThat(weights).containsExactly(new float[] {0.4f, -0.4f, 0, 7}, within(1e-6f));
    }

    @Test
    void l2_of_missed_steps_is_made_up_for() {
        float[] lazy = {1, 1};
        float[] eager = {1};
        Optimizer resting = optimizer(OptimizerKind.ADAMW, lazy, 0.01f, new Pull(2, 0, 0.1f));
        Optimizer moving = optimizer(OptimizerKind.ADAMW, eager, 0.01f, new Pull(1, 0, 0.1f));
        for (int i = 0; i < 20; i++) {
            step(resting, 1, 0);
            step(moving, 0, 0);
        }
        resting.bringAllUpToDate();
        assertThat(lazy[0]).isCloseTo(eager[0], within(3e-4f));
        assertThat(lazy[0]).isCloseTo(0.98f, within(1e-3f));
    }

    /** Of (w - 3)² + (v + 1)², one block a weight, noisy. */
    @ParameterizedTest
    @EnumSource(OptimizerKind.class)
    void each_finds_the_bottom_of_a_bowl(OptimizerKind kind) {
        float[] weights = new float[2];
        float[][] moments = Optimizer.moments(kind, 2, 1);
        SplittableRandom random = new SplittableRandom(3);
        long time = 0;
        for (int epoch = 0; epoch < 40; epoch++) {
            float rate = (kind == OptimizerKind.ADAGRAD ? 2 : 0.05f) / (1 + epoch);
            Optimizer optimizer = Optimizer.of(kind, weights, 1, moments, rate, 0.9f, new Pull(2, 0, 0), time);
            for (int i = 0; i < 100; i++) {
                int block = random.nextInt(2);
                optimizer.bringUpToDate(block);
                step(optimizer, block, 2 * (weights[block] - (block == 0 ? 3 : -1)) + random.nextDouble(-0.1, 0.1));
            }
            optimizer.bringAllUpToDate();
            time = optimizer.time();
        }
        assertThat(weights).containsExactly(new float[] {3, -1}, within(0.05f));
    }

    @Test
    void schedules_begin_at_one_and_fall_as_they_say() {
        assertThat(factors("constant", 0)).containsExactly(1, 1, 1, 1, 1, 1);
        assertThat(factors("linear", 0))
                .containsExactly(new float[] {1, 5 / 6f, 4 / 6f, 3 / 6f, 2 / 6f, 1 / 6f}, within(1e-6f));
        assertThat(factors("cosine", 0))
                .containsExactly(new float[] {1, 0.933f, 0.75f, 0.5f, 0.25f, 0.067f}, within(1e-3f));
        assertThat(factors("step", 0)).containsExactly(1, 1, 0.5f, 0.5f, 0.25f, 0.25f);
        assertThat(factors("linear", 2))
                .containsExactly(new float[] {1 / 3f, 2 / 3f, 1, 0.75f, 0.5f, 0.25f}, within(1e-6f));
    }

    private static float[] factors(String schedule, int warmup) {
        TrainerSpec spec = Trainers.spec(
                "logistic-regression",
                Map.of("schedule", schedule, "epochs", 6, "stepEpochs", 2, "warmupEpochs", warmup));
        float[] factors = new float[6];
        for (int epoch = 0; epoch < 6; epoch++) {
            factors[epoch] = Schedule.factor(spec, epoch);
        }
        return factors;
    }

    private static Optimizer optimizer(OptimizerKind kind, float[] weights, float rate, Pull pull) {
        float[][] moments = Optimizer.moments(kind, weights.length, 1);
        return Optimizer.of(kind, weights, 1, moments, rate, 0.9f, pull, 0);
    }

    private static void step(Optimizer optimizer, int block, double gradient) {
        optimizer.bringUpToDate(block);
        optimizer.advance();
        optimizer.update(block, new float[] {(float) gradient}, 0);
    }
}
