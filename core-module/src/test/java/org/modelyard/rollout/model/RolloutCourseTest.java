package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class RolloutCourseTest {

    private static final RolloutVerdict.Numbers NUMBERS =
            new RolloutVerdict.Numbers(new Arm(100, 1), new Arm(100, 2), List.of(), null, null, 0.1, 0.01, 1, 20);
    private static final RolloutVerdict PASS = new RolloutVerdict.Pass(RolloutMetric.ERRORS, NUMBERS);
    private static final RolloutVerdict FAIL = new RolloutVerdict.Fail(RolloutMetric.ERRORS, NUMBERS);
    private static final RolloutVerdict OPEN =
            new RolloutVerdict.Inconclusive(RolloutMetric.LATENCY, NUMBERS, "too few");
    private static final long DAY = Duration.ofDays(1).toMillis();

    private static RolloutMove next(RolloutPlan plan, int step, long millis, long requests, RolloutVerdict... said) {
        return RolloutCourse.next(plan, new RolloutProgress(false, step, millis, requests, millis), List.of(said));
    }

    @Test
    void a_step_needs_its_time_and_its_requests() {
        RolloutPlan plan = RolloutWish.of(RolloutStrategy.GRADUAL).plan();
        assertThat(plan.steps()).extracting(RolloutStep::percent).containsExactly(1.0, 5.0, 10.0, 25.0, 50.0, 100.0);
        assertThat(next(plan, 0, 599_999, 1_000)).isEqualTo(new RolloutMove.Stay("The step needs 1 second more."));
        assertThat(next(plan, 0, 600_000, 99)).isEqualTo(new RolloutMove.Stay("The step needs 1 more request."));
        assertThat(next(plan, 0, 600_000, 100)).isEqualTo(new RolloutMove.Advance());
        assertThat(next(plan, 5, 0, 0)).isEqualTo(new RolloutMove.Promote());
    }

    @Test
    void time_is_told_in_words() {
        RolloutPlan plan = RolloutWish.of(RolloutStrategy.GRADUAL).plan();
        assertThat(next(plan, 0, 0, 10))
                .isEqualTo(new RolloutMove.Stay("The step needs 10 minutes more and 90 more requests."));
        assertThat(Span.of(Duration.ofSeconds(3_204))).isEqualTo("53 minutes 24 seconds");
        assertThat(Span.of(Duration.ofMillis(1))).isEqualTo("1 second");
        assertThat(Span.of(Duration.ZERO)).isEqualTo("0 seconds");
        assertThat(Span.of(Duration.ofHours(168))).isEqualTo("7 days");
        assertThat(Span.of(Duration.ofMinutes(1_501))).isEqualTo("1 day 1 hour");
        assertThat(Share.of(0.1351)).isEqualTo("13.5 %");
    }

    @Test
    void a_failure_rolls_back_at_any_time() {
        RolloutPlan plan = RolloutWish.of(RolloutStrategy.GRADUAL).plan();
        assertThat(next(plan, 0, 0, 0, PASS, FAIL)).isInstanceOf(RolloutMove.RollBack.class);
        assertThat(RolloutCourse.next(plan, new RolloutProgress(true, 5, DAY, 1_000, DAY), List.of(FAIL)))
                .isInstanceOf(RolloutMove.RollBack.class);
    }

    @Test
    void nothing_found_is_enough_for_a_gradual_one_and_not_for_a_canary() {
        RolloutPlan canary = RolloutWish.of(RolloutStrategy.CANARY).plan();
        assertThat(next(RolloutWish.of(RolloutStrategy.GRADUAL).plan(), 5, DAY, 1_000, OPEN))
                .isEqualTo(new RolloutMove.Promote());
        assertThat(next(canary, 0, DAY, 1_000, PASS, OPEN))
                .isEqualTo(new RolloutMove.Stay("It waits for a pass of LATENCY."));
        assertThat(next(canary, 0, DAY, 1_000)).isInstanceOf(RolloutMove.Stay.class);
        assertThat(next(canary, 0, DAY, 1_000, PASS)).isEqualTo(new RolloutMove.Promote());
    }

    @Test
    void what_stays_undecided_is_rolled_back() {
        RolloutPlan canary = RolloutWish.of(RolloutStrategy.CANARY).plan();
        assertThat(next(canary, 0, 7 * DAY, 1_000, PASS, OPEN))
                .isInstanceOfSatisfying(RolloutMove.RollBack.class, back -> assertThat(back.why())
                        .contains("within 7 days", "LATENCY is INCONCLUSIVE, which is not a pass"));
    }

    @Test
    void a_shadow_waits_for_somebody() {
        RolloutPlan shadow = RolloutWish.of(RolloutStrategy.SHADOW).plan();
        assertThat(shadow.steps()).extracting(RolloutStep::buckets).containsExactly(0);
        assertThat(next(shadow, 0, DAY, 1_000, PASS))
                .isEqualTo(new RolloutMove.Stay("All is done; it waits for somebody to promote it."));
    }

    @Test
    void paused_it_stays() {
        RolloutPlan plan = RolloutWish.of(RolloutStrategy.BLUE_GREEN).plan();
        assertThat(RolloutCourse.next(plan, new RolloutProgress(true, 0, DAY, 1_000, 8 * DAY), List.of()))
                .isEqualTo(new RolloutMove.Stay("It is paused."));
        assertThat(next(plan, 0, DAY, 0)).isEqualTo(new RolloutMove.Promote());
    }

    @Property(tries = 300)
    void no_step_is_left_early(
            @ForAll @IntRange(max = 5) int step,
            @ForAll @IntRange(max = 2_000_000) int millis,
            @ForAll @IntRange(max = 300) int requests) {
        RolloutPlan plan = RolloutWish.of(RolloutStrategy.GRADUAL).plan();
        RolloutMove move = next(plan, step, millis, requests);
        boolean done = millis >= plan.step(step).millis()
                && requests >= plan.step(step).requests();
        assertThat(move instanceof RolloutMove.Stay).isEqualTo(!done);
    }

    @Test
    void shares_must_grow_and_reach_the_whole() {
        assertThat(errors(wish(RolloutStrategy.GRADUAL, 10.0, 5.0)))
                .contains("The candidate's share must grow from step to step: 10.0 % is followed by 5.0 %.")
                .anySatisfy(words -> assertThat(words).contains("ends with 100 %"));
        assertThat(errors(wish(RolloutStrategy.CANARY, 100.0)))
                .anySatisfy(words -> assertThat(words).contains("needs a share too"));
        assertThat(errors(wish(RolloutStrategy.GRADUAL, 0.0, 100.0)))
                .contains("A share is 0.01 to 100 percent, in steps of 0.01.");
        assertThat(errors(wish(RolloutStrategy.GRADUAL, Double.NaN, 100.0)))
                .contains("A share is 0.01 to 100 percent, in steps of 0.01.");
        assertThat(errors(wish(RolloutStrategy.GRADUAL, 0.015, 100.0)))
                .contains("A share is 0.01 to 100 percent, in steps of 0.01.");
        assertThat(errors(wish(RolloutStrategy.SHADOW, 5.0)))
                .anySatisfy(words -> assertThat(words).contains("leave percent out"));
        assertThat(errors(wish(RolloutStrategy.BLUE_GREEN, 50.0)))
                .anySatisfy(words -> assertThat(words).contains("all traffic over at once"));
        assertThat(wish(RolloutStrategy.GRADUAL, 0.01, 12.5, 100.0).plan().steps())
                .extracting(RolloutStep::buckets)
                .containsExactly(1, 1_250, 10_000);
    }

    @Test
    void a_judgement_that_cannot_be_made_is_refused() {
        assertThat(errors(judged(RolloutStrategy.CANARY, RolloutMetric.AGREEMENT)))
                .hasSize(1);
        assertThat(errors(judged(RolloutStrategy.SHADOW, RolloutMetric.LATENCY)))
                .hasSize(1);
        assertThat(errors(judged(RolloutStrategy.BLUE_GREEN, RolloutMetric.ERRORS)))
                .hasSize(1);
        RolloutWish odd = new RolloutWish(
                RolloutStrategy.CANARY,
                null,
                new RolloutWish.Judgement(null, 0.0, 1L, 1.0, Map.of(RolloutMetric.ERRORS, 2.0)),
                null,
                Duration.ofMinutes(1),
                null,
                "x".repeat(2_001));
        assertThat(errors(odd)).hasSize(6);
    }

    private static RolloutWish judged(RolloutStrategy strategy, RolloutMetric metric) {
        return new RolloutWish(
                strategy,
                null,
                new RolloutWish.Judgement(List.of(metric), null, null, null, null),
                null,
                null,
                null,
                null);
    }

    private static RolloutWish wish(RolloutStrategy strategy, Double... percents) {
        List<RolloutWish.Step> steps = new ArrayList<>();
        for (Double percent : percents) {
            steps.add(new RolloutWish.Step(percent, null, null));
        }
        return new RolloutWish(strategy, steps, null, null, null, null, null);
    }

    private static List<String> errors(RolloutWish wish) {
        List<String> words = new ArrayList<>();
        assertThatThrownBy(wish::plan)
                .isInstanceOfSatisfying(Refusal.Invalid.class, invalid -> invalid.errors().stream()
                        .map(FieldError::message)
                        .forEach(words::add));
        return words;
    }
}
