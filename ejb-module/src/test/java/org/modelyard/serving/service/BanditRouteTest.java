package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.modelyard.serving.service.ServingFloor.MODEL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.experiment.model.ExperimentSubject;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.ml.score.InputRow;
import org.modelyard.serving.model.ExperimentArm;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.RoutingReason;
import org.modelyard.serving.model.StickyHash;

/** Predictions that a bandit divides, round by round; 10 % of the units are held out. */
class BanditRouteTest extends PredictorFloor {

    private static final VariantTarget FIRST = new VariantTarget(MODEL, "1.1.0", 1);
    private static final VariantTarget SECOND = new VariantTarget(MODEL, "1.2.0", 2);
    private static final int UNITS = 2_000;

    BanditRouteTest(@TempDir Path home) {
        super(home);
        floor.store.put(2, 0.2);
    }

    @Test
    void units_are_divided_by_the_round_and_whoever_knows_it_and_the_hash_knows_how() {
        Route route = routed(3, 1_250);
        for (int i = 0; i < UNITS; i++) {
            String unit = "user-" + i;
            Route settled = route.settled(of(unit), 0);
            boolean out = StickyHash.bucket("salt-e/holdout", unit) < 1_000;
            boolean now = StickyHash.bucket("salt-e", unit) < 1_250;
            assertThat(settled.arm())
                    .as(unit)
                    .isEqualTo(
                            out
                                    ? new ExperimentArm(70, ExperimentArm.HELD_OUT)
                                    : new ExperimentArm(70, now ? 0 : 1, 3, now ? 1_250 : 8_750));
            assertThat(settled.split().variants().get(0).versionId()).isEqualTo(out || now ? 1 : 2);
            assertThat(settled.reason()).isEqualTo(out ? RoutingReason.DEPLOYMENT : RoutingReason.EXPERIMENT);
            assertThat(route.settled(of(unit), 0).arm()).as("asked again").isEqualTo(settled.arm());
        }
        assertThat(route.settled(of(null), 0).arm()).as("no unit, no part").isNull();
    }

    @Test
    void with_the_next_round_those_units_move_whose_buckets_it_moved() {
        Route before = routed(1, 4_000);
        Route after = routed(2, 3_000);
        int moved = 0;
        for (int i = 0; i < UNITS; i++) {
            String unit = "user-" + i;
            ExperimentArm one = arm(before, unit);
            ExperimentArm next = arm(after, unit);
            int bucket = StickyHash.bucket("salt-e", unit);
            boolean moves = one.place() >= 0 && bucket >= 3_000 && bucket < 4_000;
            assertThat(one.place() != next.place()).as(unit).isEqualTo(moves);
            moved += moves ? 1 : 0;
        }
        // a tenth of those that are not held out: four standard deviations of 180
        assertThat(moved).isBetween(130, 230);
    }

    @Test
    void whole_models_are_divided_likewise() {
        floor.experiments.bandit(
                ExperimentSubject.MODELS, 5, 2_000, new VariantTarget(MODEL, VariantTarget.CHAMPION, 0), SECOND);
        floor.table.reload();
        Route route = floor.table.experiment(CALLER, "test");
        int second = 0;
        int part = 0;
        for (int i = 0; i < UNITS; i++) {
            ExperimentArm arm = arm(route, "user-" + i);
            part += arm.place() >= 0 ? 1 : 0;
            second += arm.equals(new ExperimentArm(70, 1, 5, 8_000)) ? 1 : 0;
        }
        assertThat(second / (double) part).isBetween(0.76, 0.84);
    }

    @Test
    void an_answer_is_logged_with_the_round_and_the_propensity_that_its_unit_had() throws IOException {
        floor.experiments.bandit(ExperimentSubject.VERSIONS, 9, 500, FIRST, SECOND);
        Opened opened = open("refuse");
        List<PredictionRow> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(of("user-" + i));
        }
        predict(opened.predictor(), rows);
        List<InferenceRecord> logged = logged(opened);
        for (int i = 0; i < 50; i++) {
            boolean out = StickyHash.bucket("salt-e/holdout", "user-" + i) < 1_000;
            int place = StickyHash.bucket("salt-e", "user-" + i) < 500 ? 0 : 1;
            assertThat(logged.get(i).arm())
                    .isEqualTo(
                            out
                                    ? new ExperimentArm(70, ExperimentArm.HELD_OUT)
                                    : new ExperimentArm(70, place, 9, place == 0 ? 500 : 9_500));
        }
    }

    private Route routed(int number, int first) {
        floor.experiments.bandit(ExperimentSubject.VERSIONS, number, first, FIRST, SECOND);
        floor.table.reload();
        return floor.table.route(CALLER, MODEL, null, null);
    }

    private static ExperimentArm arm(Route route, String unit) {
        return java.util.Objects.requireNonNull(route.settled(of(unit), 0).arm());
    }

    private static PredictionRow of(@org.jspecify.annotations.Nullable String unit) {
        return new PredictionRow(new InputRow(new double[] {41}, new String[1]), List.of(), unit, null, null, null);
    }
}
