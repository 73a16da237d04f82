package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.modelyard.serving.service.ServingFloor.MODEL;
import static org.modelyard.serving.service.ServingFloor.ORGANISATION;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.Targeting;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.StickyHash;

/** A place whose predictions an experiment divides. */
class ExperimentRouteTest extends PredictorFloor {

    private static final VariantTarget FIRST = new VariantTarget(MODEL, "1.1.0", 1);
    private static final VariantTarget SECOND = new VariantTarget(MODEL, "1.2.0", 2);
    private static final long NEVER = Long.MAX_VALUE;

    ExperimentRouteTest(@TempDir Path home) {
        super(home);
        floor.store.put(2, 0.2);
    }

    @Test
    void a_unit_is_answered_by_its_variant_and_whoever_knows_the_hash_knows_by_which() {
        floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        Route route = routed();
        int held = 0;
        for (int i = 0; i < 2_000; i++) {
            String unit = "user-" + i;
            Route settled = route.settled(of(unit, null), 0);
            boolean out = StickyHash.bucket("salt-e/holdout", unit) < 1_000;
            boolean now = StickyHash.bucket("salt-e", unit) < 4_000;
            assertThat(settled.arm()).as(unit).isEqualTo(new ExperimentArm(70, out ? -1 : now ? 0 : 1));
            assertThat(version(settled)).isEqualTo(out || now ? 1 : 2);
            assertThat(settled.variant(unit).name()).isEqualTo(out ? Route.MAIN : now ? "now" : "next");
            assertThat(settled.reason()).isEqualTo(out ? RoutingReason.DEPLOYMENT : RoutingReason.EXPERIMENT);
            assertThat(settled.deploymentId()).isEqualTo(out || now ? 10 : 0);
            assertThat(settled.environmentId()).isEqualTo(7);
            assertThat(settled.settled(of("other", null), 0))
                    .as("settled for good")
                    .isSameAs(settled);
            held += out ? 1 : 0;
        }
        assertThat(held).isBetween(140, 260);
    }

    @Test
    void who_names_no_unit_or_names_a_version_and_who_comes_late_gets_what_serves() {
        floor.experiments.over(ExperimentSubject.VERSIONS, null, 1_000, FIRST, SECOND);
        Route route = routed();
        for (PredictionRow row : List.of(of(null, null), of(" ", null), of("u".repeat(201), null))) {
            assertThat(route.settled(row, 0).arm()).isNull();
            assertThat(version(route.settled(row, 0))).isEqualTo(1);
        }
        assertThat(route.settled(of("user-1", null), 999).arm()).isNotNull();
        assertThat(route.settled(of("user-1", null), 1_000).arm())
                .as("its time is over")
                .isNull();
        assertThat(floor.table.route(CALLER, MODEL, null, RoutingTable.CHAMPION).experiment())
                .isNull();
        floor.versions.ids.put("1.2.0", 2L);
        assertThat(floor.table.route(CALLER, MODEL, null, "1.2.0").experiment()).isNull();
    }

    @Test
    void targeting_looks_at_what_the_request_says() {
        Targeting grown = new Targeting(
                Map.of("age", FeatureType.NUMERIC, "tier", FeatureType.CATEGORICAL), "age > 17 and tier = 'gold'");
        floor.experiments.over(ExperimentSubject.VERSIONS, grown, NEVER, FIRST, SECOND);
        Route route = routed();
        assertThat(route.settled(of("user-1", "{\"tier\":\"gold\"}"), 0).arm()).isNotNull();
        assertThat(route.settled(of("user-1", "{\"tier\":\"tin\"}"), 0).arm()).isNull();
        assertThat(route.settled(of("user-1", "{\"tier\":\"gold\",\"age\":5}"), 0)
                        .arm())
                .isNull();
        assertThat(route.settled(of("user-1", "{\"tier\":7}"), 0).arm())
                .as("of another type")
                .isNull();
    }

    @Test
    void each_answer_is_logged_with_its_version_its_variant_and_why() throws IOException {
        floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        Opened opened = open("refuse");
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(of("user-" + i, null));
        }
        rows.add(of(null, null));
        List<PredictionOutcome> outcomes = predict(opened.predictor(), rows);
        List<InferenceRecord> logged = logged(opened);
        for (int i = 0; i < 50; i++) {
            InferenceRecord record = logged.get(i);
            PredictionOutcome.Answered answer = (PredictionOutcome.Answered) outcomes.get(i);
            boolean next = record.arm() != null && record.arm().place() == 1;
            assertThat(answer.version()).isEqualTo(next ? "1.2.0" : "1.1.0");
            assertThat(record.label()).isEqualTo(next ? "no" : "yes");
            assertThat(record.variant()).isEqualTo(answer.variant());
            assertThat(record.modelVersionId()).isEqualTo(next ? 2 : 1);
        }
        assertThat(logged).extracting(InferenceRecord::reason).contains(RoutingReason.EXPERIMENT);
        assertThat(logged.get(50).arm()).isNull();
        assertThat(logged.get(50).reason()).isEqualTo(RoutingReason.DEPLOYMENT);
    }

    @Test
    void a_place_without_an_experiment_is_what_it_was() {
        Route route = routed();
        assertThat(route.settled(of("user-1", null), 0)).isSameAs(route);
        assertThat(route.asked()).hasSize(1);
    }

    @Test
    void a_version_that_is_corrupt_ends_the_experiment_and_what_serves_answers_all() {
        floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        floor.store.corrupt(2);
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.experiments.lost).singleElement().asString().startsWith("Its model cannot be loaded: ");
        assertThat(floor.table.reload()).isTrue();
        assertThat(routed().settled(of("user-1", null), 0).arm()).isNull();
    }

    /** As on a node whose store is damaged: others divide, and go on doing so. */
    @Test
    void a_version_that_this_node_alone_lacks_stops_no_experiment() {
        floor.nodes.others = true;
        RunningExperiments.Running running =
                floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        floor.store.corrupt(2);
        assertThat(floor.table.reload()).as("to be tried again").isFalse();
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.experiments.lost).isEmpty();
        assertThat(floor.nodes.lackedVersions).containsExactly(2L);
        assertThat(floor.store.loads)
                .as("not at each look")
                .filteredOn(version -> version == 2)
                .hasSize(1);
        floor.store.faults.clear();
        assertThat(floor.variants.load(
                        running, 2, System.nanoTime() + Duration.ofSeconds(61).toNanos()))
                .isTrue();
        assertThat(floor.nodes.lackedVersions).isEmpty();
        assertThat(routed().experiment()).isNotNull();
    }

    @Test
    void a_version_that_no_living_node_has_any_more_ends_the_experiment() {
        floor.nodes.others = true;
        floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        floor.store.corrupt(2);
        floor.table.reload();
        floor.nodes.others = false;
        floor.table.reload();
        assertThat(floor.experiments.lost).hasSize(1);
        assertThat(floor.nodes.lackedVersions).isEmpty();
    }

    @Test
    void while_a_store_is_away_nobody_is_divided_and_it_is_asked_again() {
        floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        floor.store.faults.put(2L, new UncheckedIOException(new IOException("disk away")));
        assertThat(floor.table.reload()).isFalse();
        assertThat(floor.experiments.running).hasSize(1);
        assertThat(routed().experiment()).isNull();
        floor.store.faults.clear();
        assertThat(routed().experiment()).isNotNull();
    }

    @Test
    void while_another_version_is_rolled_out_there_an_experiment_divides_nothing() {
        floor.experiments.over(ExperimentSubject.VERSIONS, null, NEVER, FIRST, SECOND);
        floor.rows.rollOut(11, "production", 2, 5_000, false);
        Route route = routed();
        assertThat(route.experiment()).isNull();
        assertThat(route.candidate()).isNotNull();
    }

    @Test
    void models_are_asked_by_the_experiments_name_and_follow_what_serves() {
        floor.experiments.over(
                ExperimentSubject.MODELS, null, NEVER, new VariantTarget(MODEL, VariantTarget.CHAMPION, 0), SECOND);
        floor.table.reload();
        Route route = floor.table.experiment(CALLER, "test");
        assertThat(floor.table.route(CALLER, MODEL, null, null).experiment()).isNull();
        assertThat(route.asked()).extracting(one -> one.versionId()).contains(1L, 2L);
        assertThat(route.models()).containsOnlyKeys(Route.MAIN, "now", "next");
        boolean seen = false;
        for (int i = 0; i < 100; i++) {
            Route settled = route.settled(of("user-" + i, null), 0);
            seen |= version(settled) == 2;
            assertThat(version(settled))
                    .isEqualTo(settled.variant("user-" + i).name().equals("next") ? 2 : 1);
        }
        assertThat(seen).isTrue();
        assertThat(version(route.settled(of(null, null), 0))).isEqualTo(1);
        assertThatThrownBy(() -> floor.table.experiment(Caller.server(ORGANISATION + 1), "test"))
                .isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> floor.table.experiment(CALLER, "none")).isInstanceOf(Refusal.NotFound.class);
    }

    private Route routed() {
        floor.table.reload();
        return floor.table.route(CALLER, MODEL, null, null);
    }

    private static long version(Route settled) {
        return settled.split().variants().get(0).versionId();
    }

    private static PredictionRow of(@Nullable String unit, @Nullable String attributes) {
        return new PredictionRow(
                new InputRow(new double[] {41}, new String[1]), List.of(), unit, null, attributes, null);
    }
}
