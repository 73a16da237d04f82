package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.model.UnitCounts;

class DesignEffectTest {

    private static final UnitCounts NONE = new UnitCounts();

    @Test
    void independent_requests_count_for_themselves() {
        SplittableRandom random = new SplittableRandom(1);
        UnitCounts champion = new UnitCounts();
        UnitCounts candidate = new UnitCounts();
        for (int i = 0; i < 50_000; i++) {
            champion.add(random.nextInt(UnitCounts.GROUPS), random.nextDouble() < 0.02);
            candidate.add(random.nextInt(UnitCounts.GROUPS), random.nextDouble() < 0.02);
        }
        assertThat(effect(champion, candidate)).isBetween(1.0, 1.25);
    }

    /** 20 groups of 50 requests, of which two fail with all: 50 tell as much as one, but for the group that is lost to the mean. */
    @Test
    void requests_that_fail_together_count_as_one() {
        UnitCounts champion = new UnitCounts();
        for (int i = 0; i < 20 * 50; i++) {
            champion.add(i % 20, i % 20 < 2);
        }
        assertThat(effect(champion, NONE)).isCloseTo(50 * 20 / 19.0, within(1e-9));
        UnitCounts little = new UnitCounts();
        for (int i = 0; i < 10 * 50; i++) {
            little.add(i % 10, i % 10 < 5);
        }
        UnitCounts steady = new UnitCounts();
        for (int i = 0; i < 100_000; i++) {
            steady.add(i % 250, i / 250 % 20 == 0);
        }
        assertThat(effect(steady, little))
                .as("of the difference, whose variance is the smaller side's")
                .isBetween(50.0, 60.0);
    }

    @Test
    void nothing_is_known_where_nothing_failed_or_all_is_of_one_group() {
        UnitCounts fine = new UnitCounts();
        UnitCounts one = new UnitCounts();
        for (int i = 0; i < 1_000; i++) {
            fine.add(i % 100, false);
            one.add(7, i % 2 == 0);
        }
        assertThat(effect(NONE, NONE)).isEqualTo(1);
        assertThat(effect(fine, fine)).isEqualTo(1);
        assertThat(effect(fine, one)).isEqualTo(1);
    }

    @Test
    void evidence_is_weakened_by_it() {
        Arm champion = new Arm(10_000, 200);
        Arm candidate = new Arm(1_000, 60);
        OddsLikelihood seen = OddsLikelihood.none().plus(champion, candidate);
        assertThat(seen.logEvidenceAbove(0)).isGreaterThan(seen.weakened(10).logEvidenceAbove(0));
        assertThat(seen.weakened(10).logEvidenceAbove(0)).isLessThan(Math.log(40));
        assertThat(seen.logEvidenceAbove(0)).isGreaterThan(Math.log(40));
        assertThat(RateSequence.upper(candidate, 0.05, 5)).isGreaterThan(RateSequence.upper(candidate, 0.05));
        assertThat(RateSequence.lower(champion, 0.05, 5)).isLessThan(RateSequence.lower(champion, 0.05));
        assertThat(RateSequence.upper(candidate, 0.05, 1)).isEqualTo(RateSequence.upper(candidate, 0.05));
    }

    private static double effect(UnitCounts champion, UnitCounts candidate) {
        return DesignEffect.of(Clusters.of(champion.counts()), Clusters.of(candidate.counts()));
    }
}
