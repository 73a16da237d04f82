package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.StoreAway;

/** A version that is asked for by its number and cannot be loaded now. */
class PinnedVersionsTest {

    private final ServingFloor floor = new ServingFloor();
    private final PinnedVersions pinned = new PinnedVersions();

    PinnedVersionsTest() {
        floor.store.put(2, 0.5);
        floor.versions.ids.put("1.2.0", 2L);
    }

    @Test
    void while_the_store_is_away_it_is_refused_for_now_and_answers_later() {
        floor.store.faults.put(2L, new EJBException(new StoreAway(new IOException("connection refused"))));
        assertThatThrownBy(this::route).isInstanceOf(Refusal.Unavailable.class).hasMessageContaining("artifact store");
        floor.store.faults.clear();
        Route route = route();
        assertThat(route.servable(route.variant(null)).versionId()).isEqualTo(2);
    }

    @Test
    void a_fault_of_ours_stays_one() {
        IllegalStateException fault = new IllegalStateException("odd");
        floor.store.faults.put(2L, fault);
        assertThatThrownBy(this::route).isSameAs(fault);
    }

    private Route route() {
        return pinned.route(
                floor.versions, floor.models, Caller.server(ServingFloor.ORGANISATION), ServingFloor.MODEL, "1.2.0");
    }
}
