package org.modelyard.rollout.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutStrategy;

class StrategyBodyTest {

    @Test
    void what_is_said_is_planned() {
        RolloutPlan plan = new StrategyBody(
                        "CANARY",
                        List.of(new StrategyBody.StepBody(2.5, Duration.ofMinutes(1), 7L)),
                        new StrategyBody.JudgementBody(
                                List.of("ACCURACY", "VALUE"), 0.01, 50L, 0.9, Map.of("ACCURACY", 0.05, "VALUE", 12.5)),
                        false,
                        Duration.ofHours(1),
                        true,
                        "why")
                .wish()
                .orElseThrow()
                .plan();
        assertThat(plan.strategy()).isEqualTo(RolloutStrategy.CANARY);
        assertThat(plan.step(0).buckets()).isEqualTo(250);
        assertThat(plan.judgement().metrics()).containsExactly(RolloutMetric.ACCURACY, RolloutMetric.VALUE);
        assertThat(plan.judgement().tolerance(RolloutMetric.ACCURACY)).isEqualTo(0.05);
        assertThat(plan.judgement().tolerance(RolloutMetric.VALUE)).isEqualTo(12.5);
        assertThat(plan.promote()).isFalse();
        assertThat(plan.deprecate()).isTrue();
        assertThat(plan.note()).isEqualTo("why");
    }

    @Test
    void nothing_said_is_immediate() {
        assertThat(typed(null, null).wish()).isEmpty();
        assertThat(typed("IMMEDIATE", null).wish()).isEmpty();
        assertThatThrownBy(() -> typed("IMMEDIATE", true).wish())
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("no steps");
        StrategyBody noted = new StrategyBody("IMMEDIATE", null, null, null, null, null, "nobody would read this");
        assertThatThrownBy(noted::wish).isInstanceOf(Refusal.Invalid.class).hasMessageContaining("no note");
    }

    @Test
    void what_there_is_not_is_refused_with_what_there_is() {
        assertThatThrownBy(() -> typed("canary", null).wish())
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("'canary'")
                .hasMessageContaining("IMMEDIATE, GRADUAL, CANARY, SHADOW, BLUE_GREEN");
    }

    @Test
    void nothing_where_something_should_be_is_refused_too() {
        List<StrategyBody.@Nullable StepBody> steps = new ArrayList<>();
        steps.add(null);
        assertThatThrownBy(() -> new StrategyBody("CANARY", steps, null, null, null, null, null).wish())
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("null");
        Map<String, @Nullable Double> tolerances = new HashMap<>();
        tolerances.put("ERRORS", null);
        StrategyBody.JudgementBody judgement = new StrategyBody.JudgementBody(null, null, null, null, tolerances);
        assertThatThrownBy(() -> new StrategyBody("CANARY", null, judgement, null, null, null, null).wish())
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("null");
    }

    private static StrategyBody typed(@Nullable String type, @Nullable Boolean promote) {
        return new StrategyBody(type, null, null, promote, null, null, null);
    }
}
