package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class RateSequenceTest {

    /** None bad of n: the mean rate p is excluded when the mixture of 1/(1 - p (1 - e^-t))^n reaches 1/alpha. */
    @Test
    void without_a_bad_one_the_bound_falls_as_one_over_the_trials() {
        assertThat(RateSequence.upper(new Arm(1_000, 0), 0.05)).isBetween(0.003, 0.008);
        assertThat(RateSequence.upper(new Arm(100_000, 0), 0.05)).isBetween(0.00003, 0.00008);
        assertThat(RateSequence.lower(new Arm(1_000, 0), 0.05)).isZero();
        assertThat(RateSequence.upper(Arm.NONE, 0.05)).isEqualTo(1);
    }

    /** About three and a half standard errors at the usual sizes: what holds at all times costs no more than that. */
    @Test
    void bounds_are_a_few_standard_errors_wide() {
        for (long n : new long[] {500, 10_000, 1_000_000}) {
            Arm arm = new Arm(n, n / 20);
            double error = Math.sqrt(0.05 * 0.95 / n);
            assertThat((RateSequence.upper(arm, 0.025) - 0.05) / error).isBetween(2.0, 4.5);
            assertThat((0.05 - RateSequence.lower(arm, 0.025)) / error).isBetween(2.0, 4.5);
        }
    }

    @Test
    void bad_and_good_are_alike() {
        assertThat(RateSequence.upper(new Arm(400, 30), 0.05))
                .isCloseTo(1 - RateSequence.lower(new Arm(400, 370), 0.05), within(1e-12));
    }

    /** A rate that moves between 1 and 19 %: what is bounded is its mean up to then, looked at after every 50 trials. */
    @Test
    void the_mean_of_a_rate_that_moves_stays_within_its_bounds() {
        int runs = 300;
        int left = 0;
        for (int run = 0; run < runs; run++) {
            left += leaves(new SplittableRandom(run)) ? 1 : 0;
        }
        assertThat(left).isLessThanOrEqualTo(BinomialDistribution.of(runs, 0.1).inverseCumulativeProbability(0.99));
    }

    private static boolean leaves(SplittableRandom random) {
        long bad = 0;
        double rates = 0;
        for (int i = 1; i <= 4_000; i++) {
            double rate = 0.1 - 0.09 * Math.cos(i / 300.0);
            rates += rate;
            bad += random.nextDouble() < rate ? 1 : 0;
            if (i % 50 == 0) {
                Arm arm = new Arm(i, bad);
                if (RateSequence.upper(arm, 0.05) < rates / i || RateSequence.lower(arm, 0.05) > rates / i) {
                    return true;
                }
            }
        }
        return false;
    }
}
