package org.modelyard.run.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.run.model.MetricPoint;
import org.modelyard.run.model.RunState;

class RunTest {

    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");

    private final Run run = Run.begin(1, "churn-lightgbm", "churn", START, "admin/ci");

    @Test
    void it_goes_on_until_it_ends() {
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
        run.goOn();
        assertThat(run.changes()).isEqualTo(1);
        assertThat(run.end(RunState.FINISHED, null, START.plusSeconds(60))).isTrue();
        assertThat(run.endedAt()).isEqualTo(START.plusSeconds(60));
        assertThatThrownBy(run::goOn).isInstanceOf(Refusal.Conflict.class).hasMessageContaining("FINISHED");
        run.change();
        assertThat(run.changes()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = RunState.class,
            names = {"FINISHED", "FAILED", "KILLED"})
    void saying_the_same_end_again_changes_nothing(RunState state) {
        run.end(state, "why", START);
        assertThat(run.end(state, "why", START.plusSeconds(9))).isFalse();
        assertThat(run.endedAt()).isEqualTo(START);
        assertThat(run.changes()).isEqualTo(1);
        assertThatThrownBy(() -> run.end(state, "another", START)).isInstanceOf(Refusal.Conflict.class);
    }

    @Test
    void an_end_stays_as_it_was() {
        run.end(RunState.FAILED, "out of memory", START);
        assertThatThrownBy(() -> run.end(RunState.FINISHED, null, START)).isInstanceOf(Refusal.Conflict.class);
        assertThat(run.state()).isEqualTo(RunState.FAILED);
        assertThat(run.problem()).isEqualTo("out of memory");
    }

    @Test
    void it_does_not_end_before_it_started_nor_says_too_much() {
        assertThatThrownBy(() -> run.end(RunState.FINISHED, null, START.minusMillis(1)))
                .isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> run.end(RunState.FAILED, "x".repeat(10_001), START))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(run.state()).isEqualTo(RunState.RUNNING);
    }

    @Test
    void who_saw_an_older_state_is_told() {
        run.requireSeen(null);
        run.requireSeen(0L);
        run.change();
        assertThatThrownBy(() -> run.requireSeen(0L)).isInstanceOf(Refusal.Stale.class);
    }

    @Test
    void names_are_names() {
        assertThatThrownBy(() -> Run.begin(1, "Churn!", null, START, "a")).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> Run.begin(1, "churn", "No Model", START, "a")).isInstanceOf(Refusal.Invalid.class);
        assertThat(Run.begin(1, "churn", null, START, "a").model()).isNull();
    }

    @Test
    void the_latest_point_is_that_of_the_highest_step_and_then_of_the_latest_time() {
        RunMetric metric = RunMetric.of(run, "loss");
        metric.take(List.of(point(0.9, -5, 10)));
        assertThat(metric.latest()).isEqualTo(point(0.9, -5, 10));
        metric.take(List.of(point(0.5, 2, 30), point(0.6, 2, 20), point(0.7, 1, 99)));
        assertThat(metric.latest()).isEqualTo(point(0.5, 2, 30));
        assertThat(metric.points()).isEqualTo(4);
    }

    @Test
    void only_behind_all_points_a_new_one_is_surely_new() {
        RunMetric metric = RunMetric.of(run, "loss");
        assertThat(metric.mayHave(point(1, 0, 0))).isFalse();
        metric.take(List.of(point(1, 7, 5)));
        assertThat(metric.mayHave(point(1, 7, 5))).isTrue();
        assertThat(metric.mayHave(point(1, 7, 4))).isTrue();
        assertThat(metric.mayHave(point(1, 3, 9))).isTrue();
        assertThat(metric.mayHave(point(1, 7, 6))).isFalse();
        assertThat(metric.mayHave(point(1, 8, 0))).isFalse();
    }

    @Test
    void a_metric_holds_a_million_points() {
        RunMetric metric = RunMetric.of(run, "loss");
        metric.take(Collections.nCopies(1_000_000, point(1, 1, 1)));
        assertThatThrownBy(() -> metric.take(List.of(point(1, 2, 2)))).isInstanceOf(Refusal.Conflict.class);
    }

    private static MetricPoint point(double value, long step, long atMillis) {
        return new MetricPoint("loss", value, step, atMillis);
    }
}
