package org.modelyard.experiment.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BanditRoundTest {

    @Test
    void the_first_round_divides_by_the_plans_shares_and_rests_on_nothing() {
        ExperimentPlan plan = BanditPlans.of(3, null);
        BanditRound first = BanditRound.first(plan, 77);
        assertThat(first.number()).isEqualTo(1);
        assertThat(first.fromMillis()).isEqualTo(77);
        assertThat(first.arms()).extracting(BanditRound.Arm::buckets).containsExactly(3_333, 3_333, 3_334);
        assertThat(first.arms()).extracting(BanditRound.Arm::units).containsOnly(0L);
        assertThat(first.restsOn(seen(0, 0, 0, 0, 0, 0))).isTrue();
        assertThat(first.restsOn(seen(0, 0, 1, 0, 0, 0))).isFalse();
    }

    @Test
    void propensities_add_up_to_all_buckets_and_none_is_below_the_floor() {
        SplittableRandom random = new SplittableRandom(99);
        for (int run = 0; run < 40; run++) {
            int variants = 2 + random.nextInt(6);
            int floor = 10 + random.nextInt(10_000 / variants - 9);
            ExperimentPlan plan = BanditPlans.of(variants, Math.min(floor, 10_000 / variants) / 10_000.0);
            List<BanditRound.Seen> seen = new ArrayList<>();
            for (int i = 0; i < variants; i++) {
                long units = random.nextLong(run % 2 == 0 ? 30 : 100_000);
                seen.add(new BanditRound.Seen(units, random.nextLong(units + 1)));
            }
            BanditRound round = BanditRound.first(plan, 0).next(plan, seen, 1);
            assertThat(round.arms().stream().mapToInt(BanditRound.Arm::buckets).sum())
                    .isEqualTo(10_000);
            assertThat(round.arms()).allSatisfy(arm -> assertThat(arm.buckets())
                    .as(plan.bandit() + " " + seen)
                    .isGreaterThanOrEqualTo(plan.bandit().floor()));
            assertThat(round.arms().stream()
                            .mapToDouble(BanditRound.Arm::chance)
                            .sum())
                    .isCloseTo(1, within(1e-9));
            assertThat(IntStream.range(0, variants)
                            .mapToDouble(round::propensity)
                            .sum())
                    .isCloseTo(1, within(1e-9));
            assertThat(round.restsOn(seen)).isTrue();
        }
    }

    @Test
    void more_is_given_to_what_does_well_and_where_less_is_better_to_what_does_less() {
        ExperimentPlan plan = BanditPlans.of(2, 0.05);
        BanditRound round = BanditRound.first(plan, 0).next(plan, seen(1_000, 50, 1_000, 90), 5);
        assertThat(round.number()).isEqualTo(2);
        assertThat(round.propensity(1)).isGreaterThan(0.94);
        ExperimentPlan complaints = BanditPlans.wish(
                        ExperimentAnalysisTest.variants(List.of("a", "b")),
                        new ExperimentWish.Metric(null, "complaint", null, null, true),
                        null,
                        BanditPlans.thompson(null, 0.05))
                .plan();
        assertThat(BanditRound.first(complaints, 0)
                        .next(complaints, seen(1_000, 50, 1_000, 90), 5)
                        .propensity(0))
                .isEqualTo(round.propensity(1));
    }

    @Test
    void a_units_bucket_says_its_variant_by_the_rounds_propensities() {
        ExperimentPlan plan = BanditPlans.of(2, 0.05);
        BanditRound first = BanditRound.first(plan, 0);
        BanditRound later = first.next(plan, seen(500, 20, 500, 30), 5);
        int units = 20_000;
        int[] given = new int[2];
        for (int i = 0; i < units; i++) {
            String unit = "unit-" + i;
            int place = Assignment.placeIn(later, "salt", unit);
            given[place]++;
            assertThat(Assignment.placeIn(first, "salt", unit))
                    .isEqualTo(plan.indexOf(java.util.Objects.requireNonNull(
                                    Assignment.of(plan, "salt", 0, unit, true).variant())
                            .name()));
        }
        assertThat(given[1] / (double) units).isCloseTo(later.propensity(1), within(0.01));
        assertThat(later.at(0)).isZero();
        assertThat(later.at(later.arms().get(0).buckets())).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> later.at(10_000));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BanditRound(1, 0, List.of(new BanditRound.Arm(9_999, 1, 0, 0))));
        assertThatIllegalStateException().isThrownBy(() -> ExperimentAnalysisTest.plan(AnalysisRule.BAYESIAN, null)
                .bandit());
    }

    static List<BanditRound.Seen> seen(long... unitsAndSuccesses) {
        List<BanditRound.Seen> seen = new ArrayList<>();
        for (int i = 0; i < unitsAndSuccesses.length; i += 2) {
            seen.add(new BanditRound.Seen(unitsAndSuccesses[i], unitsAndSuccesses[i + 1]));
        }
        return seen;
    }
}
