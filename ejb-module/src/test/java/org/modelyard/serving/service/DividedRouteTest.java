package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelyard.serving.service.ServingFloor.MODEL;
import static org.modelyard.serving.service.ServingFloor.ORGANISATION;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.model.StickyHash;
import org.modelyard.serving.model.TrafficSplit;

/** A place where one version is rolled out beside another. */
class DividedRouteTest {

    private static final int UNITS = 20_000;

    private final ServingFloor floor = new ServingFloor();

    DividedRouteTest() {
        floor.store.put(1, 0.9);
        floor.store.put(2, 0.2);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
    }

    @Test
    void a_unit_keeps_its_version_while_the_share_grows() {
        Set<String> before = new HashSet<>();
        for (int percent : new int[] {1, 5, 10, 25, 50, 100}) {
            floor.rows.rollOut(11, "production", 2, percent * 100, false);
            floor.table.reload();
            Route route = route(null);
            Set<String> candidates = new HashSet<>();
            for (int i = 0; i < UNITS; i++) {
                if (route.variant("user-" + i).name().equals(Route.CANDIDATE)) {
                    candidates.add("user-" + i);
                }
            }
            assertThat(candidates).containsAll(before);
            assertThat(candidates.size() / (double) UNITS).isBetween(percent / 100.0 - 0.012, percent / 100.0 + 0.012);
            before = candidates;
        }
        assertThat(before).hasSize(UNITS);
    }

    @Test
    void others_can_compute_who_has_the_candidate() {
        floor.rows.rollOut(11, "production", 2, 2_500, false);
        floor.table.reload();
        Route route = route(null);
        assertThat(route.salt()).isEqualTo("salt-11");
        for (int i = 0; i < 1_000; i++) {
            String unit = "user-" + i;
            assertThat(route.variant(unit).name().equals(Route.CANDIDATE))
                    .isEqualTo(StickyHash.bucket("salt-11", unit) < 2_500);
        }
    }

    @Test
    void each_variant_belongs_to_its_deployment() {
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        floor.table.reload();
        for (TrafficSplit.Variant variant : route(null).split().variants()) {
            boolean candidate = variant.name().equals(Route.CANDIDATE);
            assertThat(route(null).deployment(variant)).isEqualTo(candidate ? 11 : 10);
            assertThat(variant.versionId()).isEqualTo(candidate ? 2 : 1);
        }
    }

    @Test
    void whoever_asks_for_the_champion_gets_it() {
        floor.rows.rollOut(11, "production", 2, 9_999, false);
        floor.table.reload();
        Route route = route(RoutingTable.CHAMPION);
        assertThat(route.candidate()).isNull();
        assertThat(route.variant("user-1").versionId()).isEqualTo(1);
    }

    @Test
    void a_shadow_has_no_share_and_is_in_memory() {
        floor.rows.rollOut(11, "production", 2, 0, true);
        floor.table.reload();
        Route route = route(null);
        assertThat(route.split().variants()).hasSize(1);
        assertThat(route.variant("user-1").versionId()).isEqualTo(1);
        assertThat(route.candidate()).isNotNull().satisfies(shadow -> {
            assertThat(shadow.shadow()).isTrue();
            assertThat(shadow.deploymentId()).isEqualTo(11);
            assertThat(floor.models.ready(shadow.servable().versionId())).isNotNull();
        });
    }

    @Test
    void when_it_ends_the_champion_has_everything_and_its_own_salt() {
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        floor.table.reload();
        floor.rows.states.put(11L, DeploymentState.ROLLED_BACK);
        floor.table.reload();
        assertThat(route(null).split().variants()).hasSize(1);
        assertThat(route(null).salt()).isEqualTo("salt-10");
        assertThat(route(null).candidate()).isNull();
    }

    @Test
    void a_candidate_that_is_corrupt_fails_and_the_champion_has_everything() {
        floor.store.corrupt(2);
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.rows.states).containsEntry(11L, DeploymentState.FAILED);
        assertThat(route(null).split().variants()).hasSize(1);
        assertThat(floor.table.reload()).isTrue();
    }

    @Test
    void without_a_champion_nothing_answers() {
        floor.rows.states.put(10L, DeploymentState.FAILED);
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        assertThat(floor.table.reload()).isTrue();
        assertThat(floor.rows.serves(ORGANISATION, MODEL, "production")).isFalse();
    }

    private Route route(@Nullable String version) {
        return floor.table.route(Caller.server(ORGANISATION), MODEL, null, version);
    }
}
