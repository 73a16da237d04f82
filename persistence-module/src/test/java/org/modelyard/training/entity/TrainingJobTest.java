package org.modelyard.training.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Bump;
import org.modelyard.training.model.FeatureChoice;
import org.modelyard.training.model.TrainingConditions;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrainingProgress;
import org.modelyard.training.model.TrainingState;

class TrainingJobTest {

    private static final TrainingPlan PLAN = new TrainingPlan(
            new TrainerSpec("logistic-regression", Map.of()),
            FeatureChoice.all(),
            List.of(),
            null,
            0.2,
            0,
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            42,
            Bump.PATCH,
            7,
            null,
            TrainingConditions.USUAL);

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static final Map<String, Consumer<TrainingJob>> VERBS = Map.of(
            "queue", job -> job.queue(NOW),
            "run", job -> job.run(NOW),
            "complete", job -> job.complete("1.0.0", null, NOW),
            "fail", job -> job.fail("the reason", NOW),
            "cancel", job -> job.cancel(NOW),
            "obeyCancel", job -> job.obeyCancel(NOW),
            "halt", TrainingJob::halt,
            "wait", job -> job.waitFor("the others"));

    /** What each state allows; everything else is refused. */
    private static final Map<TrainingState, Set<String>> ALLOWED = new EnumMap<>(Map.of(
            TrainingState.CREATED, Set.of("queue", "run", "fail", "cancel"),
            TrainingState.QUEUED, Set.of("run", "fail", "cancel", "wait"),
            TrainingState.RUNNING, Set.of("run", "complete", "fail", "cancel", "halt"),
            TrainingState.COMPLETED, Set.of(),
            TrainingState.FAILED, Set.of(),
            TrainingState.CANCELLED, Set.of()));

    @Test
    void each_state_takes_its_verbs_and_refuses_the_others_unchanged() {
        for (TrainingState state : TrainingState.values()) {
            VERBS.forEach((name, verb) -> {
                TrainingJob job = in(state);
                if (ALLOWED.getOrDefault(state, Set.of()).contains(name)) {
                    verb.accept(job);
                } else {
                    assertThatThrownBy(() -> verb.accept(job))
                            .as(state + " " + name)
                            .isInstanceOf(Refusal.Conflict.class)
                            .hasMessageContaining(state.name());
                    assertThat(job.state()).as(state + " " + name).isEqualTo(state);
                }
            });
        }
    }

    @Test
    void a_running_job_ends_only_when_it_obeys_the_cancel() {
        TrainingJob job = in(TrainingState.RUNNING);
        job.cancel(NOW);
        assertThat(job.state()).isEqualTo(TrainingState.RUNNING);
        assertThat(job.cancelRequested()).isTrue();
        job.obeyCancel(NOW);
        assertThat(job.state()).isEqualTo(TrainingState.CANCELLED);
        assertThat(job.endedAt()).isEqualTo(NOW);
    }

    @Test
    void a_stopped_job_can_be_queued_again_and_keeps_its_figures() {
        TrainingJob job = in(TrainingState.RUNNING);
        TrainingProgress half = new TrainingProgress(TrainingPhase.FIT, 5, 10, 0.5, 0.3, null, 7L);
        job.reach(half);
        job.halt();
        job.queue(NOW.plusSeconds(60));
        job.run(NOW.plusSeconds(61));
        assertThat(job.progress()).isEqualTo(half);
        assertThat(job.startedAt()).isEqualTo(NOW);
    }

    @Test
    void a_job_keeps_the_snapshot_it_had_first() {
        TrainingJob job = in(TrainingState.RUNNING);
        UUID first = UUID.randomUUID();
        job.uses(first);
        job.uses(UUID.randomUUID());
        assertThat(job.snapshotId()).isEqualTo(first);
    }

    @Test
    void names_that_are_none_are_refused() {
        for (String name : List.of("../up", "Upper", "", "a b")) {
            assertThatThrownBy(() -> TrainingJob.ask(1, name, "data", null, PLAN, "someone"))
                    .isInstanceOf(Refusal.Invalid.class);
        }
    }

    @Test
    void a_job_says_what_it_waits_for_until_it_runs() {
        TrainingJob job = in(TrainingState.QUEUED);
        job.waitFor("the others");
        assertThat(job.waitsFor()).isEqualTo("the others");
        job.run(NOW);
        assertThat(job.waitsFor()).isNull();
    }

    private static TrainingJob in(TrainingState state) {
        TrainingJob job = TrainingJob.ask(1, "model", "data", null, PLAN, "someone");
        switch (state) {
            case CREATED -> {}
            case QUEUED -> job.queue(NOW);
            case RUNNING -> job.run(NOW);
            case COMPLETED -> {
                job.run(NOW);
                job.complete("1.0.0", null, NOW);
            }
            case FAILED -> job.fail("the reason", NOW);
            case CANCELLED -> job.cancel(NOW);
        }
        assertThat(job.state()).isEqualTo(state);
        return job;
    }
}
