package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class WorthEvidenceTest {

    private static final JudgementPlan PLAN = plan(0.2);

    private static JudgementPlan plan(double tolerance) {
        return new JudgementPlan(List.of(RolloutMetric.VALUE), 0.05, 100, 0.95, Map.of(RolloutMetric.VALUE, tolerance));
    }

    /** Half of the values lie so far below the mean, half above. */
    private static Worth worth(long told, double mean, double spread) {
        return new Worth(told, told, told * mean, told * (mean * mean + spread * spread));
    }

    private static RolloutVerdict of(Worth champion, Worth candidate) {
        return of(List.of(champion), List.of(candidate));
    }

    private static RolloutVerdict of(List<Worth> champions, List<Worth> candidates) {
        return new WorthEvidence(PLAN, champions, candidates).verdict();
    }

    @Test
    void a_loss_fails_and_says_how_large_it_is() {
        RolloutVerdict verdict = of(worth(20_000, 5, 2), worth(2_000, 4.5, 2));
        assertThat(verdict).isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(verdict.words())
                .startsWith(
                        "An answer was worth 4.5 on the average of 2000, one of the champion's 20000 5: at least 0.3");
        RolloutVerdict.Means means =
                java.util.Objects.requireNonNull(verdict.numbers().means());
        assertThat(means.lossLow()).isBetween(0.2, 0.5);
        assertThat(means.lossHigh()).isBetween(0.5, 0.8);
        assertThat(verdict.numbers().evidence()).isGreaterThan(verdict.numbers().needed());
    }

    @Test
    void a_candidate_that_is_worth_as_much_passes_when_enough_is_known() {
        RolloutVerdict enough = of(worth(100_000, 5, 2), worth(20_000, 5, 2));
        assertThat(enough).isInstanceOf(RolloutVerdict.Pass.class);
        assertThat(enough.words()).startsWith("An answer is worth 0.0").endsWith("0.2 are tolerated.");
        RolloutVerdict little = of(worth(10_000, 5, 2), worth(600, 5, 2));
        assertThat(little).isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(little.numbers().difference()).isGreaterThan(0.2);
        assertThat(of(worth(100_000, 5, 2), worth(20_000, 6, 2)))
                .as("more is never a failure")
                .isInstanceOf(RolloutVerdict.Pass.class);
    }

    @Test
    void no_data_is_no_pass() {
        assertThat(of(List.of(), List.of()).words())
                .isEqualTo("Too few yet: 0 values of 500 on the side that has fewer.");
        assertThat(of(worth(100_000, 5, 2), worth(499, 5, 2)).words()).contains("499 values of 500");
        assertThat(of(worth(100_000, 5, 0), worth(10_000, 5, 0)).words()).contains("the same");
        assertThat(of(List.of(), List.of()).numbers().difference()).isNaN();
    }

    /** As where each answer is worth its fee, and the candidate's fee is lower. */
    @Test
    void values_that_are_constant_on_each_side_are_judged_by_their_difference() {
        assertThat(of(worth(20_000, 5, 0), worth(2_000, 4, 0))).isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(of(worth(2_000, 5, 0), worth(20_000, 4, 0))).isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(of(worth(20_000, 5, 0), worth(2_000, 6, 0))).isInstanceOf(RolloutVerdict.Pass.class);
    }

    @Test
    void a_step_of_constant_values_that_differ_adds_to_the_variance_too() {
        List<Worth> champions = List.of(worth(100_000, 5, 2), worth(20_000, 5, 0));
        double same = span(of(champions, List.of(worth(20_000, 5, 2), worth(2_000, 5, 0))));
        double different = span(of(champions, List.of(worth(20_000, 5, 2), worth(2_000, -5, 0))));
        assertThat(different).isGreaterThan(same * 1.05);
    }

    private static double span(RolloutVerdict verdict) {
        RolloutVerdict.Means means =
                java.util.Objects.requireNonNull(verdict.numbers().means());
        return means.lossHigh() - means.lossLow();
    }

    /** Seven of 50,000 and none of 1,000: the candidate's own variance would be 0, and nothing at all would be certain. */
    @Test
    void where_hardly_any_answer_is_worth_anything_nothing_is_said() {
        RolloutVerdict verdict = of(new Worth(50_000, 7, 700, 70_000), new Worth(1_000, 0, 0, 0));
        assertThat(verdict.words()).contains("hardly any answer was worth anything");
        RolloutVerdict more = of(new Worth(50_000, 2_500, 2_500, 2_500), new Worth(600, 0, 0, 0));
        assertThat(more).as("30 were to be expected, and not one of them came").isInstanceOf(RolloutVerdict.Fail.class);
    }

    /** Values fall while the share grows: by the sums the candidate is worth less, and in no step is it. */
    @Test
    void steps_are_compared_with_themselves() {
        List<Worth> champions = List.of(worth(95_000, 10, 2), worth(50_000, 5, 2));
        List<Worth> candidates = List.of(worth(5_000, 10, 2), worth(50_000, 5, 2));
        RolloutVerdict verdict = of(champions, candidates);
        assertThat(verdict).isInstanceOf(RolloutVerdict.Pass.class);
        RolloutVerdict.Means means =
                java.util.Objects.requireNonNull(verdict.numbers().means());
        assertThat(means.champion()).isCloseTo((5_000 * 10 + 50_000 * 5) / 55_000.0, within(1e-9));
        assertThat(means.steps()).hasSize(2);
        assertThat(of(champions.get(0).plus(champions.get(1)), candidates.get(0).plus(candidates.get(1))))
                .as("by the sums")
                .isInstanceOf(RolloutVerdict.Fail.class);
    }

    /** Sixteen times the variance is four times the error: what was ten standard errors are less than three. */
    @Test
    void units_that_come_back_say_less_on_whichever_side_they_do() {
        Worth champion = worth(20_000, 5, 2);
        Worth candidate = worth(2_000, 4.5, 2);
        Repeats many = new Repeats(10_000, 10_000, 8_000, 16);
        Repeats few = new Repeats(1_000, 1_000, 800, 1);
        RolloutVerdict alone = repeated(champion, candidate, new Repeats(10_000, 10_000, 8_000, 1), few);
        assertThat(alone).isInstanceOf(RolloutVerdict.Fail.class);
        RolloutVerdict back = repeated(champion, candidate, many, few);
        assertThat(back).isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(span(back)).isGreaterThan(3 * span(alone));
        assertThat(java.util.Objects.requireNonNull(back.numbers().means()).inflation())
                .isEqualTo(16);
        assertThat(repeated(champion, candidate, few, many)).isInstanceOf(RolloutVerdict.Inconclusive.class);
    }

    @Test
    void what_is_asked_of_values_is_asked_of_units() {
        Worth champion = worth(20_000, 5, 2);
        Worth candidate = worth(2_000, 4, 2);
        Repeats enough = new Repeats(9_000, 9_000, 5_000, 2);
        assertThat(repeated(champion, candidate, enough, new Repeats(900, 900, 499.9, 2))
                        .words())
                .startsWith("Too few units yet")
                .contains("499 of 500");
        assertThat(repeated(champion, candidate, enough, new Repeats(900, 900, 500, 2)))
                .isInstanceOf(RolloutVerdict.Fail.class);
        assertThat(repeated(champion, candidate, new Repeats(9_000, 300, 5_000, 2), new Repeats(1_000, 30, 700, 2))
                        .words())
                .as("23 of 700")
                .contains("hardly any answer was worth anything");
    }

    private static RolloutVerdict repeated(Worth champion, Worth candidate, Repeats champions, Repeats candidates) {
        return new WorthEvidence(PLAN, List.of(champion), List.of(candidate), champions, candidates).verdict();
    }

    @Test
    void answers_that_are_a_unit_each_are_independent_and_pairs_of_equal_ones_half_as_many() {
        assertThat(Repeats.of(40, 7, 40, 40, 12, 12)).isEqualTo(new Repeats(40, 7, 40, 1));
        Repeats pairs = Repeats.of(30, 20, 60, 120, 2 * 12.5, 12.5);
        assertThat(pairs.alike()).isEqualTo(30);
        assertThat(pairs.inflation()).isCloseTo(2 * (30 / 29.0) / (60 / 59.0), within(1e-12));
        assertThat(Repeats.of(30, 20, 60, 120, 6, 12).inflation())
                .as("units that alternate are taken for independent")
                .isEqualTo(1);
        assertThat(Repeats.of(30, 30, 60, 120, 0, 0).inflation()).isEqualTo(1);
        assertThat(Repeats.of(1, 1, 60, 3_600, 5, 5)).isEqualTo(new Repeats(1, 1, 1, 1));
    }

    @Test
    void influences_are_of_the_steps_that_can_be_compared() {
        assertThat(WorthInfluence.of(
                        List.of(worth(100, 3, 1), worth(1_000, 5, 2)), List.of(worth(24, 3, 1), worth(250, 4, 2))))
                .containsExactly(new WorthInfluence(1, false, 5, 0.25), new WorthInfluence(1, true, 4, 1));
        assertThat(WorthInfluence.of(List.of(worth(100, 3, 1)), List.of())).isEmpty();
    }

    @Test
    void steps_that_one_side_has_alone_pass_nothing() {
        Worth much = worth(20_000, 5, 2);
        assertThat(of(List.of(worth(100_000, 5, 2), Worth.NONE), List.of(much, worth(10, 5, 2))))
                .as("a handful of 20,000")
                .isInstanceOf(RolloutVerdict.Pass.class);
        RolloutVerdict apart = of(List.of(worth(100_000, 5, 2), Worth.NONE), List.of(much, worth(10_000, 5, 2)));
        assertThat(apart).isInstanceOf(RolloutVerdict.Inconclusive.class);
        assertThat(apart.words()).contains("cannot be compared");
        assertThat(apart.numbers().candidate().trials()).isEqualTo(30_000);
    }

    @Test
    void it_rests_on_what_was_seen_last_and_is_read_again() {
        RolloutPlan usual = RolloutWish.of(RolloutStrategy.CANARY).plan();
        RolloutPlan judged =
                new RolloutPlan(usual.strategy(), usual.steps(), PLAN, true, usual.longestMillis(), false, "");
        RolloutEvidence begun = RolloutEvidence.begin(judged, seen(Worth.NONE), seen(Worth.NONE), 1);
        RolloutEvidence evidence = begun.look(PLAN, seen(worth(20_000, 5, 2)), seen(worth(2_000, 4, 2)), 2);
        assertThat(evidence.verdicts(PLAN)).singleElement().isInstanceOf(RolloutVerdict.Fail.class);
        RolloutEvidence read = RolloutJson.evidence(RolloutJson.write(evidence));
        assertThat(read.verdicts(PLAN)).isEqualTo(evidence.verdicts(PLAN));
        RolloutVerdict.Numbers numbers = evidence.verdicts(PLAN).get(0).numbers();
        assertThat(RolloutJson.numbers(RolloutJson.write(numbers))).isEqualTo(numbers);
        RolloutVerdict.Numbers unknown = begun.verdicts(PLAN).get(0).numbers();
        assertThat(RolloutJson.numbers(RolloutJson.write(unknown))).isEqualTo(unknown);
    }

    private static Sighting seen(Worth worth) {
        return new Sighting(0, 0, new long[96], new long[50], List.of(), Arm.NONE)
                .valued(List.of(worth), new Repeats(worth.told(), worth.active(), worth.told(), 1.5));
    }

    @Test
    void a_tolerance_is_always_said_and_a_shadow_has_no_values() {
        assertThatThrownBy(() -> wish(RolloutStrategy.CANARY, null).plan())
                .isInstanceOfSatisfying(Refusal.Invalid.class, refused -> assertThat(refused.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).endsWith("tolerances.VALUE")));
        assertThatThrownBy(() -> wish(RolloutStrategy.CANARY, Map.of(RolloutMetric.VALUE, 0.0))
                        .plan())
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> wish(RolloutStrategy.SHADOW, Map.of(RolloutMetric.VALUE, 5.0))
                        .plan())
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(wish(RolloutStrategy.CANARY, Map.of(RolloutMetric.VALUE, 250.0))
                        .plan()
                        .judgement()
                        .tolerance(RolloutMetric.VALUE))
                .isEqualTo(250);
    }

    private static RolloutWish wish(
            RolloutStrategy strategy, @org.jspecify.annotations.Nullable Map<RolloutMetric, Double> tolerances) {
        return new RolloutWish(
                strategy,
                null,
                new RolloutWish.Judgement(List.of(RolloutMetric.VALUE), null, null, null, tolerances),
                null,
                null,
                null,
                null);
    }
}
