package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.model.Canary;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

/** Canary inputs and budgets, before a version serves and while it does. */
class DeploymentHealthTest {

    private static final Canaries YES = Canaries.of(List.of(new Canary(Map.of("age", 41), "yes", null, null)));

    private final ServingFloor floor = new ServingFloor();
    private final DeploymentHealth health = Wired.with(new DeploymentHealth(), floor.rows, floor.trial, Wired.inline());

    private static DeploymentCare care(@Nullable Long budget, Canaries canaries) {
        return new DeploymentCare(Duration.ofSeconds(30), true, null, budget, canaries);
    }

    private void deploy(double yes, DeploymentCare care) {
        floor.store.put(1, yes);
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        floor.rows.bind(10, care);
        floor.activation.work();
    }

    @Test
    void a_version_that_answers_as_expected_serves() {
        deploy(0.75, care(null, YES));
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
    }

    @Test
    void a_version_that_answers_otherwise_never_serves() {
        deploy(0.25, care(null, YES));
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.FAILED);
        assertThat(floor.rows.problems.get(10L))
                .isEqualTo("Canary input 1 of 1 is answered 'no' (score 0.75) where 'yes' is expected.");
    }

    @Test
    void a_version_that_answers_a_canary_input_not_at_all_never_serves() {
        floor.store.scorers.put(1L, row -> {
            if (Double.isNaN(row.numbers()[0])) {
                return new Scores.Labelled(ServingFloor.SIGNATURE.labels(), new double[] {0.5, 0.5}, 0);
            }
            throw new Unanswerable("the endpoint is away");
        });
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        floor.rows.bind(10, care(null, YES));
        floor.activation.work();
        assertThat(floor.rows.problems.get(10L)).contains("canary input", "the endpoint is away");
    }

    @Test
    void a_model_beyond_its_budget_never_serves() {
        deploy(0.75, care(8L, Canaries.NONE));
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.FAILED);
        assertThat(floor.rows.problems.get(10L)).contains("at least", "budget of 8 bytes");
    }

    @Test
    void a_model_within_its_budget_serves() {
        deploy(0.75, care(1L << 20, Canaries.NONE));
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
    }

    @Test
    void what_serves_and_answers_otherwise_later_fails() {
        double[] yes = {0.75};
        floor.store.scorers.put(
                1L,
                row -> new Scores.Labelled(
                        ServingFloor.SIGNATURE.labels(), new double[] {1 - yes[0], yes[0]}, yes[0] > 0.5 ? 1 : 0));
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        floor.rows.bind(10, care(null, YES));
        floor.activation.work();
        health.check();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
        yes[0] = 0.25;
        health.check();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.FAILED);
        assertThat(floor.rows.alerts).containsExactly(DeploymentHealth.DIFFERS);
    }

    @Test
    void what_serves_and_answers_nothing_now_goes_on() {
        boolean[] away = {false};
        floor.store.scorers.put(1L, row -> {
            if (away[0]) {
                throw new Unanswerable("the endpoint is away");
            }
            return new Scores.Labelled(ServingFloor.SIGNATURE.labels(), new double[] {0.25, 0.75}, 1);
        });
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        floor.rows.bind(10, care(null, YES));
        floor.activation.work();
        away[0] = true;
        health.check();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
    }

    @Test
    void what_serves_and_whose_file_is_damaged_goes_on_from_memory_and_is_alerted_of_and_not_ready() {
        deploy(0.75, care(null, YES));
        health.check();
        assertThat(floor.rows.alerts).isEmpty();
        floor.store.corrupt(1);
        long later = System.nanoTime() + Duration.ofMinutes(11).toNanos();
        assertThat(floor.trial.damage(1, System.nanoTime()))
                .as("its file was looked at a moment ago")
                .isEmpty();
        assertThat(floor.trial.damage(1, later))
                .hasValueSatisfying(reason -> assertThat(reason).startsWith("Its model cannot be loaded"));
        assertThat(floor.trial.again(1, care(null, YES))).as("readiness").isPresent();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
        assertThat(floor.models.get(1).version()).isEqualTo("1.1.0");
    }

    /** As on a node that has not loaded it: others may have it in memory, and this one has said that it lacks it. */
    @Test
    void a_damaged_file_where_the_model_is_not_in_memory_is_read_once_and_takes_nothing_out_of_service() {
        floor.store.put(1, 0.75);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.bind(10, care(null, YES));
        floor.store.corrupt(1);
        health.check();
        health.check();
        assertThat(floor.rows.alerts).as("it does not serve from memory").isEmpty();
        assertThat(floor.store.loads).containsExactly(1L);
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
    }

    @Test
    void the_file_of_what_has_no_canary_inputs_is_looked_at_too() {
        deploy(0.75, care(null, Canaries.NONE));
        floor.store.corrupt(1);
        health.check();
        health.check();
        assertThat(floor.rows.alerts).as("once in a while").containsExactly("SERVES_FROM_MEMORY");
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
    }

    /** What is in memory needs no store to be asked. */
    @Test
    void while_the_store_is_away_canary_inputs_are_asked_all_the_same() {
        double[] yes = {0.75};
        floor.store.scorers.put(
                1L,
                row -> new Scores.Labelled(
                        ServingFloor.SIGNATURE.labels(), new double[] {1 - yes[0], yes[0]}, yes[0] > 0.5 ? 1 : 0));
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        floor.rows.bind(10, care(null, YES));
        floor.activation.work();
        floor.store.faults.put(1L, new UncheckedIOException(new IOException("the store is away")));
        health.check();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
        yes[0] = 0.25;
        health.check();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.FAILED);
        assertThat(floor.rows.alerts).containsExactly(DeploymentHealth.DIFFERS);
    }

    @Test
    void a_file_that_cannot_be_looked_at_now_is_looked_at_again_a_minute_later() {
        deploy(0.75, care(null, YES));
        long now = System.nanoTime();
        floor.store.faults.put(1L, new UncheckedIOException(new IOException("the store is away")));
        assertThatThrownBy(() -> floor.trial.damage(1, now)).isInstanceOf(UncheckedIOException.class);
        assertThat(floor.trial.damage(1, now + Duration.ofSeconds(59).toNanos()))
                .as("not its turn")
                .isEmpty();
        floor.store.corrupt(1);
        assertThat(floor.trial.damage(1, now + Duration.ofSeconds(61).toNanos()))
                .isPresent();
    }

    /** Its file is as it was: nothing is to be restored from a backup. */
    @Test
    void a_version_that_was_deleted_is_no_damaged_one() {
        deploy(0.75, care(null, YES));
        floor.store.faults.put(1L, new Refusal.Conflict("income 1.1.0 was deleted and cannot be served."));
        health.check();
        assertThat(floor.rows.alerts).isEmpty();
        floor.store.faults.put(1L, new Refusal.NotFound("artifact", "ab12"));
        assertThat(floor.trial.damage(
                        1, System.nanoTime() + Duration.ofMinutes(11).toNanos()))
                .as("its file is gone")
                .isPresent();
    }

    @Test
    void a_candidate_that_answers_otherwise_is_sick() {
        floor.store.put(1, 0.25);
        assertThat(floor.trial.again(1, care(null, YES)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("Canary input 1"));
        assertThat(floor.trial.again(1, care(null, Canaries.NONE))).isEmpty();
    }

    /** It tells of the model whether the next try may differ. */
    @Test
    void a_finding_says_whether_the_model_was_wrong_silent_or_not_asked() {
        floor.store.put(1, 0.25);
        assertThat(floor.trial.probe(1, care(null, YES)))
                .hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(ModelTrial.Finding.Kind.WRONG));
        floor.store.scorers.put(2L, row -> {
            throw new Unanswerable("the endpoint is away");
        });
        assertThat(floor.trial.probe(2, care(null, YES)))
                .hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(ModelTrial.Finding.Kind.UNANSWERED));
        floor.store.scorers.put(3L, row -> {
            throw Unanswerable.forWantOfRoom("asked twice at once");
        });
        assertThat(floor.trial.probe(3, care(null, YES)))
                .hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(ModelTrial.Finding.Kind.NO_ROOM));
        floor.store.corrupt(4);
        assertThat(floor.trial.probe(4, care(null, YES)))
                .hasValueSatisfying(found -> assertThat(found.kind()).isEqualTo(ModelTrial.Finding.Kind.WRONG));
    }

    @Test
    void the_health_check_has_the_time_that_the_deployment_says() {
        floor.store.scorers.put(1L, row -> {
            long end = System.nanoTime() + Duration.ofMillis(20).toNanos();
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return new Scores.Labelled(ServingFloor.SIGNATURE.labels(), new double[] {0.25, 0.75}, 1);
        });
        assertThat(floor.trial.again(1, new DeploymentCare(Duration.ofMillis(5), true)))
                .hasValueSatisfying(reason -> assertThat(reason).contains("health check's 5 ms"));
        assertThat(floor.trial.again(1, new DeploymentCare(Duration.ofMinutes(5), true)))
                .isEmpty();
    }
}
