package org.modelyard.stats;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    @Test
    void its_error_is_that_of_the_mean_and_its_interval_covers() {
        int covered = 0;
        int rang = 0;
        int rounds = 300;
        for (int round = 0; round < rounds; round++) {
            double[] values = sample(new Random(round), 100);
            Bootstrap.Estimate estimate = mean(values, round);
            covered += requireNonNull(estimate.interval()).contains(0) ? 1 : 0;
            rang += estimate.p() <= 0.05 ? 1 : 0;
            assertThat(estimate.p() <= 0.05)
                    .isEqualTo(!requireNonNull(estimate.interval()).contains(0));
            if (round == 0) {
                assertThat(estimate.standardError())
                        .isCloseTo(Math.sqrt(MeanTests.variance(values) / 100), within(0.02));
            }
        }
        // skewed values: a little short of nominal, and four standard errors of the simulation
        assertThat(covered / (double) rounds).isBetween(0.88, 0.99);
        assertThat(rang).isEqualTo(rounds - covered);
    }

    @Test
    void the_same_seed_gives_the_same_and_what_has_no_value_is_undefined() {
        double[] values = sample(new Random(1), 50);
        assertThat(mean(values, 3)).isEqualTo(mean(values, 3)).isNotEqualTo(mean(values, 4));
        Bootstrap.Estimate constant = mean(new double[50], 3);
        assertThat(constant.interval()).isNull();
        assertThat(constant.p()).isNaN();
        Bootstrap.Estimate[] none = Bootstrap.estimate(10, rows -> new double[] {Double.NaN}, 100, 0.95, 1);
        assertThat(none[0].p()).isNaN();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bootstrap.estimate(1, rows -> new double[0], 100, 0.95, 1));
    }

    @Test
    void the_fitting_mcnemar_changes_at_25_rows_that_differ() {
        assertThat(McNemar.fitting(4, 20)).isEqualTo(Proportions.mcNemar(4, 20));
        assertThat(McNemar.fitting(5, 20)).isEqualTo(McNemar.chiSquared(5, 20, false));
        assertThat(McNemar.fitting(0, 0).p()).isNaN();
    }

    @Test
    void newcombes_paired_interval_is_as_published() {
        // Newcombe 1998, table II, method 10: 36, 12, 2, 0 and 1, 97, 1, 1
        Interval interval = McNemar.difference(36, 2, 12, 0, 0.95);
        assertThat(interval.low()).isCloseTo(0.0569, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.3404, within(5e-5));
    }

    private static Bootstrap.Estimate mean(double[] values, long seed) {
        return Bootstrap.estimate(
                values.length,
                rows -> {
                    double sum = 0;
                    for (int row : rows) {
                        sum += values[row];
                    }
                    return new double[] {sum / rows.length};
                },
                1_000,
                0.95,
                seed)[0];
    }

    /** Exponential, of mean 0. */
    private static double[] sample(Random random, int n) {
        return random.doubles(n).map(u -> -Math.log(1 - u) - 1).toArray();
    }
}
