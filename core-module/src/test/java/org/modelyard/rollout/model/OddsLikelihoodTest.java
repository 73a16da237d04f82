package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.HypergeometricDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OddsLikelihoodTest {

    /** 2 x 2 by hand: C(2,1)C(2,1) = 4 and the two corners 1 each, so the likelihood of 2 is r^2 / (1 + 4r + r^2). */
    @Test
    void a_block_gives_fishers_noncentral_likelihood() {
        double[] logs = OddsLikelihood.none().plus(new Arm(2, 0), new Arm(2, 2)).logs();
        double even = logs[OddsLikelihood.HALF];
        for (int i = 0; i < OddsLikelihood.POINTS; i++) {
            double ratio = Math.exp(OddsLikelihood.odds(i));
            double expected = Math.log(ratio * ratio / (1 + 4 * ratio + ratio * ratio)) - Math.log(1 / 6.0);
            assertThat(logs[i] - even).isCloseTo(expected, within(1e-9));
        }
    }

    /** The evidence of one block, weighed with the chance of each outcome where both sides are alike, is 1. */
    @ParameterizedTest
    @CsvSource({"50, 5, 4", "20, 20, 10", "1000, 30, 25", "3, 400, 7", "500, 500, 500"})
    void evidence_has_expectation_one_where_both_are_alike(int champion, int candidate, int bad) {
        HypergeometricDistribution chance = HypergeometricDistribution.of(champion + candidate, candidate, bad);
        double expectation = 0;
        for (int k = chance.getSupportLowerBound(); k <= chance.getSupportUpperBound(); k++) {
            OddsLikelihood seen = OddsLikelihood.none().plus(new Arm(champion, bad - k), new Arm(candidate, k));
            expectation += chance.probability(k) * Math.exp(seen.logEvidenceAbove(0));
        }
        assertThat(expectation).isCloseTo(1, within(1e-9));
    }

    /** Where the candidate is better, evidence against it is below 1 on average. */
    @Test
    void evidence_shrinks_where_the_candidate_is_better() {
        double ratio = Math.exp(-0.5);
        HypergeometricDistribution chance = HypergeometricDistribution.of(200, 100, 30);
        double expectation = 0;
        double all = 0;
        for (int k = 0; k <= 30; k++) {
            double weight = chance.probability(k) * Math.pow(ratio, k);
            OddsLikelihood seen = OddsLikelihood.none().plus(new Arm(100, 30 - k), new Arm(100, k));
            expectation += weight * Math.exp(seen.logEvidenceAbove(0));
            all += weight;
        }
        assertThat(expectation / all).isLessThan(0.7);
    }

    @Test
    void many_and_few_terms_give_the_same() {
        double[] many = OddsLikelihood.none()
                .plus(new Arm(5_000, 205), new Arm(5_000, 203))
                .logs();
        double[] halves = OddsLikelihood.none()
                .plus(new Arm(5_000, 100), new Arm(5_000, 99))
                .logs();
        // both are near a normal curve around the even ratio: the larger block's is about twice as steep
        int at = OddsLikelihood.HALF + 4;
        assertThat((many[at] - many[OddsLikelihood.HALF]) / (halves[at] - halves[OddsLikelihood.HALF]))
                .isBetween(1.8, 2.3);
    }

    @Test
    void a_side_without_requests_says_nothing() {
        double[] nothing = OddsLikelihood.none().logs();
        assertThat(OddsLikelihood.none().plus(new Arm(0, 0), new Arm(100, 50)).logs())
                .isEqualTo(nothing);
        assertThat(OddsLikelihood.none().plus(new Arm(100, 50), new Arm(0, 0)).logs())
                .isEqualTo(nothing);
        assertThat(OddsLikelihood.none().lower(0.05)).isZero();
        assertThat(OddsLikelihood.none().upper(0.05)).isInfinite();
    }

    @Test
    void bounds_close_in_on_the_ratio() {
        OddsLikelihood odds = OddsLikelihood.none();
        for (int i = 0; i < 200; i++) {
            odds = odds.plus(new Arm(1_000, 20), new Arm(1_000, 40));
        }
        double ratio = (40 / 960.0) / (20 / 980.0);
        assertThat(odds.lower(0.05)).isBetween(ratio * 0.85, ratio);
        assertThat(odds.upper(0.05)).isBetween(ratio, ratio * 1.15);
    }

    /** Both grow worse together, and the candidate's share grows while they do: its own rate is twice the champion's, and it is not to blame. */
    @Test
    void a_bad_day_is_not_the_candidates() {
        OddsLikelihood odds = OddsLikelihood.none();
        for (int i = 0; i < 100; i++) {
            odds = odds.plus(new Arm(9_900, 99), new Arm(100, 1)).plus(new Arm(5_000, 250), new Arm(5_000, 250));
        }
        assertThat(odds.logEvidenceAbove(0)).isLessThan(0);
        assertThat(odds.lower(0.05)).isLessThan(1);
        assertThat(odds.upper(0.05)).isBetween(1.0, 1.2);
    }
}
