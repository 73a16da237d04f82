package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.ModelScope;
import org.modelyard.access.model.Role;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.PredictionRow;

class DeploymentRoomsTest extends PredictorFloor {

    private static final DeploymentCare TWO_AT_ONCE =
            new DeploymentCare(Duration.ofSeconds(30), true, 2, null, Canaries.NONE);

    private static final DeploymentCare ONE_AT_ONCE =
            new DeploymentCare(Duration.ofSeconds(30), true, 1, null, Canaries.NONE);

    private static final VariantTarget FIRST = new VariantTarget(ServingFloor.MODEL, "1.1.0", 1);
    private static final VariantTarget SECOND = new VariantTarget(ServingFloor.MODEL, "1.2.0", 2);

    DeploymentRoomsTest(@TempDir Path home) {
        super(home);
    }

    private Opened opened() throws IOException {
        return open("refuse");
    }

    @BeforeEach
    void bounded() {
        floor.rows.bind(10, TWO_AT_ONCE);
    }

    private Route route(Opened opened) {
        return opened.predictor().route(CALLER, ServingFloor.MODEL, null, null);
    }

    @Test
    void as_many_are_answered_at_once_as_the_deployment_says() throws IOException {
        Opened opened = opened();
        Route route = route(opened);
        try (DeploymentRooms.Stay one = floor.rooms.enter(route, route.variant(null))) {
            assertThat(predict(opened.predictor(), row(41))).isInstanceOf(PredictionOutcome.Answered.class);
            try (DeploymentRooms.Stay two = floor.rooms.enter(route, route.variant(null))) {
                assertThatThrownBy(() -> predict(opened.predictor(), row(41)))
                        .isInstanceOfSatisfying(Refusal.Unavailable.class, refused -> assertThat(refused.retryAfter())
                                .isEqualTo(Duration.ofSeconds(1)))
                        .hasMessageContaining("2 requests");
            }
        }
        assertThat(floor.rooms.refused()).isEqualTo(1);
        assertThat(predict(opened.predictor(), List.of(row(41), row(42), row(43))))
                .as("many rows are one request")
                .hasSize(3);
        List<InferenceRecord> logged = logged(opened);
        assertThat(logged.get(1).dimensions()).contains("503", "not now");
    }

    @Test
    void who_is_inside_stays_counted_while_routes_change() throws IOException {
        Opened opened = opened();
        Route route = route(opened);
        DeploymentRooms.Stay one = floor.rooms.enter(route, route.variant(null));
        DeploymentRooms.Stay two = floor.rooms.enter(route, route.variant(null));
        floor.table.reload();
        assertThatThrownBy(() -> predict(opened.predictor(), row(41))).isInstanceOf(Refusal.Unavailable.class);
        one.close();
        two.close();
        assertThat(predict(opened.predictor(), row(41))).isInstanceOf(PredictionOutcome.Answered.class);
    }

    @Test
    void a_candidates_bound_holds_for_its_share_alone() throws IOException {
        floor.rows.bind(10, DeploymentCare.USUAL);
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        floor.rows.bind(11, new DeploymentCare(Duration.ofSeconds(30), true, 1, null, Canaries.NONE));
        Opened opened = opened();
        Route route = route(opened);
        DeploymentRooms.Stay candidate =
                floor.rooms.enter(route, route.split().variants().get(0));
        int refused = 0;
        int answered = 0;
        for (int i = 0; i < 100; i++) {
            var row = row("unit-" + i);
            try {
                predict(opened.predictor(), row);
                answered++;
            } catch (Refusal.Unavailable full) {
                refused++;
            }
        }
        assertThat(refused).isBetween(20, 80);
        assertThat(answered + refused).isEqualTo(100);
        candidate.close();
        List<InferenceRecord> logged = logged(opened);
        assertThat(logged).as("whom it turned away is in the log once").hasSize(100);
        assertThat(logged.stream().filter(one -> one.outcome() == InferenceOutcome.FAILED))
                .as("it fails whom it has no room for, or it would seem to fail on nothing")
                .hasSize(refused)
                .allMatch(one -> Route.CANDIDATE.equals(one.variant()) && one.deploymentId() == 11);
    }

    @Test
    void the_variants_of_an_experiment_share_the_room_of_the_deployment_in_whose_place_they_answer()
            throws IOException {
        floor.store.put(2, 0.2);
        floor.experiments.over(ExperimentSubject.VERSIONS, null, Long.MAX_VALUE, FIRST, SECOND);
        Opened opened = opened();
        Route route = route(opened);
        DeploymentRooms.Stay one = floor.rooms.enter(route, route.variant(null));
        assertThat(predict(opened.predictor(), units()))
                .as("one request, in both variants")
                .hasSize(100);
        DeploymentRooms.Stay two = floor.rooms.enter(route, route.variant(null));
        for (PredictionRow row : units()) {
            assertThatThrownBy(() -> predict(opened.predictor(), row)).isInstanceOf(Refusal.Unavailable.class);
        }
        one.close();
        two.close();
        assertThat(predict(opened.predictor(), units())).hasSize(100);
    }

    @Test
    void a_version_that_an_experiment_over_models_asks_is_bound_by_its_own_deployment_where_it_has_one() {
        floor.store.put(2, 0.2);
        floor.experiments.over(ExperimentSubject.MODELS, null, Long.MAX_VALUE, FIRST, SECOND);
        floor.table.reload();
        Route route = floor.table.experiment(CALLER, "test");
        Set<Long> bounds = new HashSet<>();
        for (PredictionRow row : units()) {
            Route settled = route.settled(row, 0);
            long bound = settled.bound(settled.variant(row.unit()));
            assertThat(bound).isEqualTo(settled.servables().containsKey(1L) ? 10 : 0);
            bounds.add(bound);
        }
        assertThat(bounds).containsExactlyInAnyOrder(10L, 0L);
    }

    private static List<PredictionRow> units() {
        return IntStream.range(0, 100).mapToObj(i -> row("unit-" + i)).toList();
    }

    @Test
    void a_shadow_without_room_is_not_asked() {
        floor.rooms.keep(floor.rows.inService());
        DeploymentRooms.Stay one = floor.rooms.look(10);
        DeploymentRooms.Stay two = floor.rooms.look(10);
        assertThat(one).isNotNull();
        assertThat(two).isNotNull();
        assertThat(floor.rooms.look(10)).isNull();
        assertThat(floor.rooms.look(99)).as("without a bound").isNotNull();
    }

    @Test
    void a_caller_that_is_bound_to_other_models_gets_no_route() throws IOException {
        Opened opened = opened();
        Caller bound =
                new Caller(ServingFloor.ORGANISATION, "app", Role.REVIEWER, "test", ModelScope.of(List.of("churn")));
        assertThatThrownBy(() -> opened.predictor().route(bound, ServingFloor.MODEL, null, null))
                .isInstanceOf(Refusal.Forbidden.class)
                .hasMessageContaining("churn");
        Caller allowed = new Caller(
                ServingFloor.ORGANISATION,
                "app",
                Role.REVIEWER,
                "test",
                ModelScope.of(List.of("churn", ServingFloor.MODEL)));
        Route route = opened.predictor().route(allowed, ServingFloor.MODEL, null, null);
        assertThat(opened.predictor().predict(allowed, route, List.of(row(41)), System.nanoTime(), Deadline.NONE))
                .hasSize(1);
    }

    @Test
    void candidates_of_a_recommendation_are_one_request() throws IOException {
        Opened opened = opened();
        Recommendations recommendations =
                Wired.with(new Recommendations(), opened.predictor(), opened.rooms(), Clock.systemUTC());
        Route route = route(opened);
        Recommendations.Wish wish = new Recommendations.Wish(
                "anna",
                Map.of(),
                List.of(new Recommendations.Candidate(Map.of("age", 41), null)),
                null,
                "yes",
                1,
                null);
        AtomicInteger told = new AtomicInteger();
        DeploymentRooms.Stay one = floor.rooms.enter(route, route.variant(null));
        assertThat(recommendations
                        .rank(CALLER, route, wish, System.nanoTime(), Deadline.NONE, told::incrementAndGet)
                        .outcomes())
                .hasSize(1);
        DeploymentRooms.Stay two = floor.rooms.enter(route, route.variant(null));
        assertThatThrownBy(() -> recommendations.rank(
                        CALLER, route, wish, System.nanoTime(), Deadline.NONE, told::incrementAndGet))
                .isInstanceOf(Refusal.Unavailable.class);
        assertThat(told).as("who asked has to log it").hasValue(0);
        one.close();
        two.close();
    }

    @Test
    void a_recommendation_that_a_compared_version_has_no_room_for_is_told_once() throws IOException {
        floor.rows.bind(10, DeploymentCare.USUAL);
        Opened opened = opened(ONE_AT_ONCE);
        Recommendations recommendations =
                Wired.with(new Recommendations(), opened.predictor(), opened.rooms(), Clock.systemUTC());
        Route route = route(opened);
        Recommendations.Wish wish = new Recommendations.Wish(
                "anna",
                Map.of(),
                List.of(new Recommendations.Candidate(Map.of("age", 41), null)),
                null,
                "yes",
                1,
                null);
        AtomicInteger told = new AtomicInteger();
        try (DeploymentRooms.Stay stay = floor.rooms.enter(route, route.variant("anna"))) {
            assertThatThrownBy(() -> recommendations.rank(
                            CALLER, route, wish, System.nanoTime(), Deadline.NONE, told::incrementAndGet))
                    .isInstanceOf(Refusal.Unavailable.class);
        }
        assertThat(told).hasValue(1);
        assertThat(logged(opened)).extracting(InferenceRecord::outcome).containsExactly(InferenceOutcome.FAILED);
    }

    @Test
    void a_request_of_many_rows_that_a_compared_version_has_no_room_for_is_one_row_without_inputs() throws IOException {
        Opened opened = opened(ONE_AT_ONCE);
        Route route = route(opened);
        try (DeploymentRooms.Stay stay = floor.rooms.enter(route, route.variant("unit-0"))) {
            assertThatThrownBy(() -> predict(opened.predictor(), units())).isInstanceOf(Refusal.Unavailable.class);
        }
        assertThat(logged(opened)).singleElement().satisfies(row -> {
            assertThat(row.outcome()).isEqualTo(InferenceOutcome.FAILED);
            assertThat(row.variant()).isEqualTo(Route.CANDIDATE);
            assertThat(row.unit()).isEqualTo("unit-0");
            assertThat(row.inputs().numbers()).isEmpty();
            assertThat(row.asked()).isFalse();
        });
        assertThat(opened.predictor().requestsRefused()).as("it is told once").isZero();
    }

    /** All go to a candidate that answers one request at a time. */
    private Opened opened(DeploymentCare care) throws IOException {
        floor.store.put(2, 0.2);
        floor.rows.rollOut(11, "production", 2, 10_000, false);
        floor.rows.bind(11, care);
        return opened();
    }
}
