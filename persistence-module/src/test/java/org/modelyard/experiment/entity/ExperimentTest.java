package org.modelyard.experiment.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.ExperimentWish;
import org.modelyard.platform.model.Refusal;

class ExperimentTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void it_starts_once_and_stops_for_good() {
        Experiment experiment = draft(null);
        assertThat(experiment.state(NOW)).isEqualTo(ExperimentState.DRAFT);
        assertThatThrownBy(() -> experiment.requireRunning(NOW)).hasMessageContaining("start it");
        assertThatThrownBy(() -> experiment.stop(null, NOW)).isInstanceOf(Refusal.Conflict.class);
        experiment.start(2_000, NOW);
        experiment.requireRunning(NOW);
        assertThat(experiment.slotFrom()).isEqualTo(2_000);
        assertThatThrownBy(() -> experiment.start(0, NOW)).hasMessageContaining("starts once");
        assertThat(experiment.stop("enough", NOW.plusSeconds(1))).isTrue();
        assertThat(experiment.stop("again", NOW.plusSeconds(2))).isFalse();
        assertThat(experiment.stopReason()).isEqualTo("enough");
        assertThat(experiment.stoppedAt(NOW.plusSeconds(9))).isEqualTo(NOW.plusSeconds(1));
        assertThatThrownBy(() -> experiment.start(0, NOW)).hasMessageContaining("STOPPED");
        assertThat(experiment.changes()).isEqualTo(2);
    }

    @Test
    void one_whose_time_is_over_is_stopped_without_anybody() {
        Experiment experiment = draft(Duration.ofDays(1));
        experiment.start(0, NOW);
        Instant end = NOW.plus(Duration.ofDays(1));
        assertThat(experiment.state(end.minusMillis(1))).isEqualTo(ExperimentState.RUNNING);
        assertThat(experiment.state(end)).isEqualTo(ExperimentState.STOPPED);
        assertThat(experiment.stoppedAt(end.plusSeconds(5))).isEqualTo(end);
        assertThat(experiment.stop("late", end)).isFalse();
        assertThatThrownBy(() -> experiment.requireRunning(end)).hasMessageContaining("assigns nobody");
    }

    @Test
    void its_plan_is_kept_as_it_was_and_its_name_is_a_name() {
        ExperimentPlan plan = plan(Duration.ofDays(3));
        Experiment experiment = Experiment.draft(1, "a", plan, "admin");
        assertThat(experiment.plan()).isEqualTo(plan);
        assertThat(experiment.salt()).isEqualTo(experiment.publicId().toString());
        assertThatThrownBy(() -> Experiment.draft(1, "No Name", plan, "admin")).isInstanceOf(Refusal.Invalid.class);
        experiment.start(0, NOW);
        assertThatThrownBy(() -> experiment.stop("x".repeat(2_001), NOW)).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_draft_is_planned_anew_and_keeps_what_units_are_hashed_with() {
        Experiment experiment = draft(null);
        String salt = experiment.salt();
        experiment.place(3L, 4L);
        ExperimentPlan longer = plan(Duration.ofDays(3));
        experiment.redraft(longer, NOW);
        experiment.place(null, null);
        assertThat(experiment.plan()).isEqualTo(longer);
        assertThat(experiment.salt()).isEqualTo(salt);
        assertThat(experiment.changes()).isEqualTo(1);
        assertThat(experiment.modelId()).isNull();
        assertThat(experiment.environmentId()).isNull();

        experiment.start(0, NOW);
        assertThat(experiment.endsAt()).isEqualTo(NOW.plus(Duration.ofDays(3)));
        assertThatThrownBy(() -> experiment.redraft(plan(null), NOW))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("is RUNNING: it starts once, and keeps the plan");
        assertThat(experiment.plan()).isEqualTo(longer);
    }

    private static Experiment draft(@Nullable Duration duration) {
        return Experiment.draft(1, "caption", plan(duration), "admin");
    }

    static ExperimentPlan plan(@Nullable Duration duration) {
        return new ExperimentWish(
                        null,
                        List.of(
                                new ExperimentWish.Variant("a", null, null),
                                new ExperimentWish.Variant("b", null, null)),
                        null,
                        null,
                        null,
                        null,
                        new ExperimentWish.Metric(null, "click", null, null, null),
                        null,
                        null,
                        null,
                        null,
                        null,
                        duration,
                        null)
                .plan();
    }
}
