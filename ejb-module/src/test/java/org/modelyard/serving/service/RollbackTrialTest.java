package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.DeploymentState;

/** On one node of several. */
class RollbackTrialTest {

    private static final long BACK = 12;

    private final ServingFloor floor = new ServingFloor();
    private final long now = System.nanoTime();
    private boolean away;

    @BeforeEach
    void the_bad_one_serves() {
        floor.nodes.others = true;
        floor.store.put(2, 0.2);
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        floor.activation.work();
        floor.rows.back.add(BACK);
        floor.rows.add(BACK, "production", 1, DeploymentState.PENDING);
    }

    @Test
    void a_node_that_lacks_the_file_leaves_the_roll_back_to_others() {
        floor.store.corrupt(1);
        floor.activation.work();
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(BACK, DeploymentState.PENDING);
        assertThat(floor.rows.alerts).containsExactly("NODE_LACKS_MODEL on n1");
        assertThat(floor.store.loads)
                .as("the file is not hashed at each sweep")
                .filteredOn(version -> version == 1)
                .hasSize(1);
        floor.nodes.others = false;
        floor.activation.work();
        assertThat(floor.rows.states)
                .as("nobody has it")
                .containsEntry(BACK, DeploymentState.FAILED)
                .containsEntry(11L, DeploymentState.ACTIVE);
    }

    @Test
    void a_file_that_is_restored_comes_back_after_a_minute() {
        floor.store.faults.put(1L, new Refusal.NotFound("artifact", "ab12"));
        assertThat(passes(now)).isFalse();
        floor.store.faults.clear();
        floor.store.put(1, 0.9);
        assertThat(passes(now + Duration.ofSeconds(59).toNanos())).isFalse();
        assertThat(passes(now + Duration.ofSeconds(61).toNanos())).isTrue();
        assertThat(floor.nodes.lacked).isEmpty();
    }

    @Test
    void a_version_that_may_serve_no_more_may_nowhere() {
        floor.store.faults.put(1L, new Refusal.Conflict("income 1.1.0 was deleted and cannot be served."));
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(BACK, DeploymentState.FAILED);
    }

    @Test
    void one_that_does_not_answer_is_asked_several_times() {
        silent();
        assertThat(passes(now)).isFalse();
        assertThat(passes(now)).isFalse();
        assertThat(passes(now)).isFalse();
        assertThat(floor.rows.states)
                .as("three tries in a moment are not several")
                .containsEntry(BACK, DeploymentState.PENDING);
        assertThat(passes(now + Duration.ofSeconds(21).toNanos())).isFalse();
        assertThat(floor.rows.states).containsEntry(BACK, DeploymentState.FAILED);
        assertThat(floor.rows.problems.get(BACK)).contains("the endpoint is away");
    }

    @Test
    void one_that_answers_after_all_comes_back() {
        silent();
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(BACK, DeploymentState.PENDING);
        away = false;
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(BACK, DeploymentState.ACTIVE);
        assertThat(floor.table
                        .route(Caller.server(ServingFloor.ORGANISATION), ServingFloor.MODEL, null, null)
                        .variant(null)
                        .versionId())
                .isEqualTo(1);
    }

    private void silent() {
        away = true;
        floor.store.scorers.put(1L, row -> {
            if (away) {
                throw new Unanswerable("the endpoint is away");
            }
            return new Scores.Labelled(ServingFloor.SIGNATURE.labels(), new double[] {0.25, 0.75}, 1);
        });
    }

    private boolean passes(long when) {
        return floor.rows.in(DeploymentState.PENDING).stream()
                .filter(step -> step.id() == BACK)
                .findFirst()
                .filter(step -> floor.returning.passes(step, when))
                .isPresent();
    }
}
