package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.model.DeploymentState;

class StandingByTest {

    private final ServingFloor floor = new ServingFloor();
    private final Returning returning = new Returning(floor.rows);
    private final StandingBy standing = Wired.with(new StandingBy(), returning, floor.models);
    private final long now = System.nanoTime();

    StandingByTest() {
        floor.store.put(1, 0.9);
        floor.store.put(2, 0.2);
        floor.rows.add(10, "production", 1, DeploymentState.SUPERSEDED);
        floor.rows.add(11, "production", 2, DeploymentState.ACTIVE);
        returning.before.put(11L, 1L);
    }

    /** As on a node that was started after the takeover. */
    @Test
    void what_would_come_back_is_in_memory_though_it_has_never_served_here() {
        floor.table.reload();
        assertThat(floor.models.ready(1)).isNull();
        standing.look(now);
        standing.look(now);
        assertThat(floor.models.ready(1)).isNotNull();
        assertThat(floor.store.loads).containsExactly(2L, 1L);
    }

    @Test
    void what_cannot_be_loaded_is_tried_again_once_in_a_while() {
        floor.store.faults.put(1L, new UncheckedIOException(new IOException("disk away")));
        standing.look(now);
        standing.look(now + Duration.ofMinutes(1).toNanos());
        assertThat(floor.store.loads).containsExactly(1L);
        floor.store.faults.clear();
        standing.look(now + Duration.ofMinutes(11).toNanos());
        assertThat(floor.models.ready(1)).isNotNull();
    }
}
