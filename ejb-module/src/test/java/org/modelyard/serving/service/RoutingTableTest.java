package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelyard.serving.service.ServingFloor.MODEL;
import static org.modelyard.serving.service.ServingFloor.ORGANISATION;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Stage;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.model.RoutingReason;

class RoutingTableTest {

    private static final Caller CALLER = Caller.server(ORGANISATION);

    private final ServingFloor floor = new ServingFloor();

    RoutingTableTest() {
        floor.store.put(1, 0.9);
        floor.store.put(2, 0.2);
    }

    @Test
    void a_place_answers_once_its_deployment_is_loaded() {
        floor.rows.add(10, "production", 1, DeploymentState.PENDING);
        assertThat(floor.table.reload()).isTrue();
        assertThatThrownBy(() -> route(null, null))
                .isInstanceOf(Refusal.NotFound.class)
                .hasMessageContaining("production");
        floor.rows.activate(10);
        assertThat(floor.table.reload()).isTrue();
        Route route = route(null, null);
        assertThat(route.reason()).isEqualTo(RoutingReason.DEPLOYMENT);
        assertThat(route.deploymentId()).isEqualTo(10);
        assertThat(version(route)).isEqualTo(1);
        assertThat(route("production", null)).isSameAs(route);
    }

    @Test
    void a_deployment_answers_from_its_commit_on() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        assertThat(version(route(null, null))).isEqualTo(1);
        assertThat(route(null, RoutingTable.CHAMPION).reason()).isEqualTo(RoutingReason.ALIAS);
        assertThat(floor.store.loads).containsExactly(1L);
    }

    @Test
    void a_deployment_that_cannot_be_loaded_is_not_loaded_for_each_request() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.store.corrupt(1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> route(null, null)).isInstanceOf(Refusal.NotFound.class);
        }
        assertThat(floor.store.loads).containsExactly(1L);
    }

    @Test
    void other_places_and_organisations_find_nothing() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.table.reload();
        assertThatThrownBy(() -> route("staging", null)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> floor.table.route(CALLER, "other", null, null)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> floor.table.route(Caller.server(ORGANISATION + 1), MODEL, null, null))
                .isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void the_champion_is_what_serves_and_says_so() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.add(11, "staging", 2, DeploymentState.ACTIVE);
        floor.table.reload();
        Route champion = route("staging", RoutingTable.CHAMPION);
        assertThat(champion.reason()).isEqualTo(RoutingReason.ALIAS);
        assertThat(champion.deploymentId()).isEqualTo(11);
        assertThat(version(champion)).isEqualTo(2);
    }

    @Test
    void a_named_version_is_settled_once_for_each_snapshot() {
        floor.versions.ids.put("^1.0", 2L);
        Route pinned = route(null, "^1.0");
        assertThat(pinned.reason()).isEqualTo(RoutingReason.PINNED);
        assertThat(pinned.deploymentId()).isZero();
        assertThat(version(pinned)).isEqualTo(2);
        assertThat(route("production", "^1.0")).isEqualTo(pinned);
        assertThat(floor.versions.asked).hasSize(1);
        floor.table.reload();
        route(null, "^1.0");
        assertThat(floor.versions.asked).as("a newer version may have come").hasSize(2);
        assertThat(floor.store.loads).containsExactly(2L);
    }

    @Test
    void a_rejected_version_does_not_answer() {
        floor.versions.ids.put("1.2.0", 2L);
        floor.versions.stage = Stage.REJECTED;
        assertThatThrownBy(() -> route(null, "1.2.0"))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("REJECTED");
        assertThat(floor.store.loads).isEmpty();
    }

    @Test
    void a_request_keeps_the_route_it_began_with() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.table.reload();
        Route before = route(null, null);
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        floor.rows.activate(11);
        floor.table.reload();
        assertThat(version(route(null, null))).isEqualTo(2);
        assertThat(before.servable(before.variant(null)).versionId()).isEqualTo(1);
        floor.rows.states.put(11L, DeploymentState.SUPERSEDED);
        floor.table.reload();
        assertThatThrownBy(() -> route(null, null)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_corrupt_artifact_fails_its_deployment_and_what_served_goes_on() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.table.reload();
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        floor.rows.activate(11);
        floor.store.corrupt(2);
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.rows.states).containsEntry(11L, DeploymentState.FAILED);
        assertThat(floor.rows.problems.get(11L))
                .startsWith("Its model cannot be loaded: ")
                .contains("SHA-256 cd34");
        assertThat(version(route(null, null))).isEqualTo(1);
    }

    /** As on a node that starts with an empty store: those that have the model in memory go on, and answer. */
    @Test
    void what_this_node_alone_cannot_load_goes_on_elsewhere_and_is_told_of() {
        floor.nodes.others = true;
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.store.faults.put(1L, new Refusal.NotFound("artifact", "ab12"));
        assertThat(floor.table.reload()).as("to be tried again").isFalse();
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
        assertThat(floor.rows.alerts).containsExactly("NODE_LACKS_MODEL on n1");
        assertThat(floor.nodes.lacked).containsExactly(10L);
        assertThatThrownBy(() -> route(null, null))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("Its model cannot be loaded");
        assertThat(floor.store.loads)
                .as("not for each request, nor at each look")
                .containsExactly(1L);
    }

    @Test
    void what_no_living_node_can_load_any_more_fails() {
        floor.nodes.others = true;
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.store.corrupt(1);
        floor.table.reload();
        floor.nodes.others = false;
        floor.table.reload();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.FAILED);
        assertThat(floor.store.loads).containsExactly(1L);
        assertThat(floor.nodes.lacked).isEmpty();
    }

    @Test
    void what_was_restored_is_loaded_after_a_minute() {
        floor.nodes.others = true;
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.store.corrupt(1);
        floor.table.reload();
        floor.store.faults.clear();
        DeploymentSteps.Step step = floor.rows.inService().get(0);
        long now = System.nanoTime();
        assertThat(floor.loads.load(step, now)).isFalse();
        assertThat(floor.loads.load(step, now + Duration.ofSeconds(61).toNanos()))
                .isTrue();
        assertThat(floor.nodes.lacked).isEmpty();
        floor.table.reload();
        assertThat(version(route(null, null))).isEqualTo(1);
    }

    /** What it would take over from goes on, so nothing is lost. */
    @Test
    void a_candidate_that_one_node_cannot_load_is_taken_back() {
        floor.nodes.others = true;
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        floor.store.corrupt(2);
        floor.table.reload();
        assertThat(floor.rows.states)
                .containsEntry(10L, DeploymentState.ACTIVE)
                .containsEntry(11L, DeploymentState.FAILED);
    }

    @Test
    void a_store_that_is_away_is_asked_again() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.store.faults.put(1L, new UncheckedIOException(new java.io.IOException("disk away")));
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.rows.states).containsEntry(10L, DeploymentState.ACTIVE);
        floor.store.faults.clear();
        assertThat(floor.table.reload()).isTrue();
        assertThat(version(route(null, null))).isEqualTo(1);
    }

    @Test
    void what_answered_goes_on_until_the_last_good_version_has_come_back() {
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.table.reload();
        floor.rows.states.put(10L, DeploymentState.FAILED);
        floor.rows.back.add(11L);
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        floor.table.reload();
        assertThat(version(route(null, null))).isEqualTo(1);
        assertThat(version(route(null, RoutingTable.CHAMPION))).isEqualTo(1);
        floor.activation.work();
        assertThat(version(route(null, null))).isEqualTo(2);
    }

    /** What was rolled out beside it was found bad at the same time. */
    @Test
    void what_goes_on_has_what_was_rolled_out_beside_it_no_longer_than_that_is() {
        floor.store.put(3, 0.5);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.rollOut(12, "production", 3, 9_999, false);
        floor.table.reload();
        floor.rows.states.put(10L, DeploymentState.FAILED);
        floor.rows.back.add(11L);
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        floor.table.reload();
        assertThat(route(null, null).candidate()).as("it is still rolled out").isNotNull();
        floor.rows.states.put(12L, DeploymentState.ROLLED_BACK);
        floor.table.reload();
        assertThat(route(null, null).candidate()).isNull();
        assertThat(route(null, null).salt()).isEqualTo("salt-10");
        assertThat(version(route(null, null))).isEqualTo(1);
    }

    /** The next one has taken over elsewhere, and this node cannot load it. */
    @Test
    void what_goes_on_for_want_of_the_next_has_no_candidate_that_has_ended() {
        floor.nodes.others = true;
        floor.store.put(3, 0.5);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        floor.rows.rollOut(12, "production", 3, 9_999, false);
        floor.table.reload();
        floor.rows.states.put(10L, DeploymentState.SUPERSEDED);
        floor.rows.states.put(12L, DeploymentState.ROLLED_BACK);
        floor.rows.add(11, "production", 2, DeploymentState.ACTIVE);
        floor.store.corrupt(2);
        assertThat(floor.table.reload()).isFalse();
        assertThat(route(null, null).candidate()).isNull();
        assertThat(version(route(null, null))).isEqualTo(1);
    }

    @Test
    void where_nothing_answered_callers_are_told_to_ask_again_while_it_comes_back() {
        floor.rows.back.add(11L);
        floor.rows.add(11, "production", 2, DeploymentState.PENDING);
        assertThatThrownBy(() -> route(null, null))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("on its way back to production");
        assertThatThrownBy(() -> route("staging", null)).isInstanceOf(Refusal.NotFound.class);
        floor.rows.states.put(11L, DeploymentState.FAILED);
        floor.table.reload();
        assertThatThrownBy(() -> route(null, null)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_model_that_takes_long_to_load_holds_no_other_up() {
        floor.rows.add(9, "staging", 2, DeploymentState.ACTIVE);
        floor.rows.add(10, "production", 1, DeploymentState.ACTIVE);
        List<Long> answered = new ArrayList<>();
        floor.store.meanwhile.put(2L, () -> answered.add(version(route(null, null))));
        assertThat(floor.table.reload()).isTrue();
        assertThat(answered).as("while the other is being loaded").containsExactly(1L);
        assertThat(version(route("staging", null))).isEqualTo(2);
        assertThat(floor.store.loads).containsExactly(2L, 1L);
    }

    private Route route(@Nullable String environment, @Nullable String version) {
        return floor.table.route(CALLER, MODEL, environment, version);
    }

    private static long version(Route route) {
        return route.variant("anybody").versionId();
    }
}
