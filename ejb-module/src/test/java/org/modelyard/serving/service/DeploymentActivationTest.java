package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Unanswerable;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
import org.modelyard.serving.model.DeploymentState;

class DeploymentActivationTest {

    private final ServingFloor floor = new ServingFloor();

    @BeforeEach
    void the_first_one_serves() {
        floor.store.put(1, 0.9);
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        floor.activation.work();
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void the_next_one_takes_over_when_its_model_answers() {
        floor.store.put(2, 0.2);
        next();
        assertThat(floor.rows.states)
                .containsEntry(10L, DeploymentState.SUPERSEDED)
                .containsEntry(11L, DeploymentState.ACTIVE);
        assertThat(serving()).isEqualTo(2);
    }

    /** Epochs tell of what changes after they were polled first. */
    @Test
    void what_changed_elsewhere_while_the_server_started_is_read_by_the_first_sweep() {
        floor.store.put(2, 0.2);
        floor.activation.start();
        floor.rows.add(11, "production", 2, DeploymentState.ACTIVE);
        floor.rows.states.put(10L, DeploymentState.SUPERSEDED);
        assertThat(serving()).as("nobody has told").isEqualTo(1);
        floor.activation.work();
        assertThat(serving()).isEqualTo(2);
    }

    @Test
    void what_is_pending_while_its_environment_is_frozen_is_not_even_loaded() {
        floor.store.put(2, 0.2);
        floor.rows.frozen = true;
        next();
        assertThat(floor.rows.states)
                .containsEntry(10L, DeploymentState.ACTIVE)
                .containsEntry(11L, DeploymentState.PENDING);
        assertThat(floor.store.loads).doesNotContain(2L);
        floor.rows.frozen = false;
        floor.activation.work();
        assertThat(serving()).isEqualTo(2);
    }

    @Test
    void a_corrupt_artifact_fails_and_what_served_goes_on() {
        floor.store.corrupt(2);
        next();
        assertThat(floor.rows.states)
                .containsEntry(10L, DeploymentState.ACTIVE)
                .containsEntry(11L, DeploymentState.FAILED);
        assertThat(floor.rows.problems.get(11L))
                .isEqualTo("Its model cannot be loaded: income cannot be loaded:"
                        + " Artifact ab12 holds bytes with the SHA-256 cd34.");
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void a_model_of_which_one_output_answers_no_number_fails_by_its_name() {
        floor.store.put(2, 0.2);
        floor.store.putHours(2, Double.POSITIVE_INFINITY);
        next();
        assertThat(floor.rows.problems.get(11L)).contains("output 'hours'", "no finite number");
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void a_model_that_answers_no_number_fails() {
        floor.store.scorers.put(2L, row -> new Scores.Valued(Double.NaN));
        next();
        assertThat(floor.rows.problems.get(11L)).contains("missing inputs", "no finite number");
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void a_disk_that_is_away_leaves_it_pending_until_the_next_sweep() {
        floor.store.put(2, 0.2);
        floor.store.faults.put(2L, new UncheckedIOException(new IOException("disk away")));
        next();
        assertThat(floor.rows.states).containsEntry(11L, DeploymentState.PENDING);
        assertThat(serving()).isEqualTo(1);
        floor.store.faults.clear();
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(11L, DeploymentState.ACTIVE);
        assertThat(serving()).isEqualTo(2);
    }

    @Test
    void a_roll_back_needs_no_file_where_its_model_is_in_memory_and_tells_of_a_damaged_one() {
        floor.store.put(2, 0.2);
        next();
        floor.store.corrupt(1);
        back();
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(12L, DeploymentState.ACTIVE);
        assertThat(serving()).isEqualTo(1);
        assertThat(floor.rows.alerts).containsExactly("SERVES_FROM_MEMORY");
        assertThat(floor.store.loads).filteredOn(version -> version == 1).hasSize(1);
    }

    @Test
    void a_roll_back_that_comes_after_they_were_read_is_not_taken_for_what_else_is_pending() {
        floor.store.put(2, 0.2);
        next();
        floor.store.corrupt(1);
        floor.rollbacks.unheard = true;
        back();
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(12L, DeploymentState.PENDING);
        floor.rollbacks.unheard = false;
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(12L, DeploymentState.ACTIVE);
    }

    /** Its file was looked at a moment ago, when it served the first time. */
    @Test
    void a_damaged_file_is_told_of_when_its_version_serves_again_and_not_when_it_is_its_turn() {
        assertThat(floor.trial.damage(1)).isEmpty();
        floor.store.put(2, 0.2);
        next();
        floor.store.corrupt(1);
        assertThat(floor.trial.damage(1)).as("not its turn").isEmpty();
        back();
        floor.activation.work();
        assertThat(serving()).isEqualTo(1);
        assertThat(floor.rows.alerts).containsExactly("SERVES_FROM_MEMORY");
    }

    @Test
    void a_roll_back_comes_while_the_store_is_away_and_the_environment_is_frozen() {
        floor.store.put(2, 0.2);
        next();
        floor.store.faults.put(1L, new UncheckedIOException(new IOException("disk away")));
        floor.rows.frozen = true;
        back();
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(12L, DeploymentState.ACTIVE);
        assertThat(serving()).isEqualTo(1);
    }

    @Test
    void a_roll_back_to_a_busy_version_comes_and_to_one_that_answers_wrongly_does_not() {
        boolean[] busy = {false};
        floor.store.scorers.put(2L, row -> {
            if (busy[0]) {
                throw Unanswerable.forWantOfRoom("asked twice at once");
            }
            return new Scores.Labelled(ServingFloor.SIGNATURE.labels(), new double[] {0.5, 0.5}, 0);
        });
        next();
        floor.store.put(3, 0.5);
        floor.rows.add(12, "production", 3, DeploymentState.PENDING);
        floor.activation.work();
        assertThat(serving()).isEqualTo(3);
        busy[0] = true;
        floor.rows.back.add(13L);
        floor.rows.add(13, "production", 2, DeploymentState.PENDING);
        floor.activation.work();
        assertThat(serving()).isEqualTo(2);
        floor.store.scorers.put(4L, row -> new Scores.Valued(Double.NaN));
        floor.rows.back.add(14L);
        floor.rows.add(14, "production", 4, DeploymentState.PENDING);
        floor.activation.work();
        assertThat(floor.rows.states).containsEntry(14L, DeploymentState.FAILED);
        assertThat(serving()).isEqualTo(2);
    }

    @Test
    void a_roll_back_does_not_wait_while_another_model_is_being_loaded() {
        floor.store.put(2, 0.2);
        next();
        floor.store.put(3, 0.5);
        List<Long> served = new ArrayList<>();
        floor.store.meanwhile.put(3L, () -> {
            back();
            changedElsewhere();
            served.add(serving());
        });
        floor.rows.add(13, "staging", 3, DeploymentState.PENDING);
        floor.activation.work();
        assertThat(served).containsExactly(1L);
        assertThat(floor.rows.states).containsEntry(13L, DeploymentState.ACTIVE);
    }

    /** One thread works; who asks meanwhile leaves it to that one. */
    @Test
    void what_is_asked_for_while_a_model_is_being_loaded_is_done_by_who_loads_it() {
        floor.store.put(2, 0.2);
        floor.store.put(3, 0.5);
        List<Long> loadedMeanwhile = new ArrayList<>();
        floor.store.meanwhile.put(2L, () -> {
            floor.rows.add(12, "staging", 3, DeploymentState.PENDING);
            changedElsewhere();
            loadedMeanwhile.addAll(floor.store.loads);
        });
        next();
        assertThat(loadedMeanwhile)
                .as("the other thread has neither waited nor loaded")
                .containsExactly(1L, 2L);
        assertThat(floor.rows.states).containsEntry(12L, DeploymentState.ACTIVE);
    }

    /** As on a node that hears of other changes while it loads. */
    @Test
    void who_hears_of_changes_while_a_model_is_being_loaded_does_not_wait_beyond_a_few() {
        floor.store.put(2, 0.2);
        floor.rows.add(12, "staging", 2, DeploymentState.ACTIVE);
        CountDownLatch through = new CountDownLatch(3);
        List<Boolean> came = new ArrayList<>();
        ExecutorService others = Executors.newCachedThreadPool();
        try {
            floor.store.meanwhile.put(2L, () -> {
                for (int i = 0; i < 6; i++) {
                    others.execute(() -> {
                        floor.activation.changed(new EpochChanged(Epochs.ROUTING));
                        through.countDown();
                    });
                }
                came.add(awaited(through));
            });
            floor.activation.changed(new EpochChanged(Epochs.ROUTING));
        } finally {
            others.shutdown();
        }
        assertThat(came).containsExactly(true);
        assertThat(floor.table
                        .route(Caller.server(ServingFloor.ORGANISATION), ServingFloor.MODEL, "staging", null)
                        .variant(null)
                        .versionId())
                .isEqualTo(2);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** In another thread, to its end. */
    private void changedElsewhere() {
        CompletableFuture.runAsync(() ->
                        floor.activation.changed(new DeploymentChanged(ServingFloor.ORGANISATION, new UUID(0, 12))))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private void back() {
        floor.rows.back.add(12L);
        floor.rows.add(12, "production", 1, DeploymentState.PENDING);
    }

    private void next() {
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        floor.activation.work();
    }

    private long serving() {
        return floor.table
                .route(Caller.server(ServingFloor.ORGANISATION), ServingFloor.MODEL, null, null)
                .variant(null)
                .versionId();
    }
}
