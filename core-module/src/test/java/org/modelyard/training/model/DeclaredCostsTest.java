package org.modelyard.training.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.calibration.LabelCalibration;
import org.modelyard.ml.evaluation.BusinessMetrics;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.tree.Workers;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

/** What a job takes from the declaration of its model, and what it says of the decision that it made. */
class DeclaredCostsTest {

    private static final ModelBusiness COSTS = new ModelBusiness(
            BusinessMetrics.of(Map.of(
                    "costs", Map.of("labels", List.of("no", "yes"), "matrix", List.of(List.of(0, 1), List.of(20, 0))))),
            List.of("no", "yes"));
    private static final Map<String, Object> BY_COST = Map.of("threshold", Map.of("type", "COST"));

    @Test
    void a_threshold_without_costs_takes_the_declared_ones_and_the_plan_keeps_them() {
        TrainingPlan plan = request(BY_COST, null).plan(Tables.LABELLED, COSTS);
        assertThat(requireNonNull(TrainingPlan.fromJson(plan.toJson()).deciding())
                        .objective())
                .isEqualTo(new ThresholdObjective.Cost(1, 20));
        Map<String, Object> own = Map.of("threshold", Map.of("type", "COST", "falseAlarm", 2, "miss", 3));
        assertThat(requireNonNull(
                                request(own, null).plan(Tables.LABELLED, COSTS).deciding())
                        .objective())
                .isEqualTo(new ThresholdObjective.Cost(2, 3));
    }

    @Test
    void what_rests_on_a_declaration_that_is_not_there_is_refused() {
        assertThat(fields(request(BY_COST, null), ModelBusiness.NONE)).containsExactly("decision.threshold");
        ModelBusiness elsewhere = new ModelBusiness(COSTS.declared(), List.of("no", "maybe"));
        assertThat(fields(request(BY_COST, null), elsewhere)).containsExactly("decision.threshold");
        Map<String, TrainingRequest.Bounds> gate = Map.of("businessCost", new TrainingRequest.Bounds(null, 0.5));
        assertThat(fields(request(null, gate), ModelBusiness.NONE)).containsExactly("gates.businessCost");
        Map<String, TrainingRequest.Bounds> value = Map.of("businessValue", new TrainingRequest.Bounds(1.0, null));
        assertThat(fields(request(null, value), COSTS)).containsExactly("gates.businessValue");
        assertThat(request(null, gate).plan(Tables.LABELLED, COSTS).gates()).containsOnlyKeys("businessCost");
    }

    @Test
    void the_calibration_is_told_of_from_the_stored_model_as_the_fit_found_it() {
        Map<String, Object> decision = Map.of("calibration", "PLATT", "share", 0.5);
        TrainingPlan plan = request(decision, Map.of()).plan(Tables.LABELLED);
        FitRows rows = FitRows.of(Tables.labelled(300, 300), plan);
        ModelScorer plain =
                Fit.of(plan.trainer(), plan, rows.learn(), Workers.ALONE).run(progress -> {});
        ModelScorer stored = rows.decided(plain, plan);
        CalibrationReport report = rows.calibration(stored, plan).orElseThrow();
        assertThat(report).isEqualTo(rows.calibration(plain, plan).orElseThrow());
        assertThat(report.method()).isEqualTo(LabelCalibration.Method.PLATT);
        assertThat(report.applied()).isEqualTo(stored.decision().calibration() != null);
        assertThat(report.rows()).isEqualTo(requireNonNull(rows.decide()).rows());
        assertThat(report.before()).isNotEmpty();
        TrainingPlan none = request(null, Map.of()).plan(Tables.LABELLED);
        assertThat(FitRows.of(Tables.labelled(300, 300), none).calibration(plain, none))
                .isEmpty();
    }

    private static List<String> fields(TrainingRequest request, ModelBusiness business) {
        return catchThrowableOfType(Refusal.Invalid.class, () -> request.plan(Tables.LABELLED, business))
                .errors()
                .stream()
                .map(FieldError::field)
                .toList();
    }

    private static TrainingRequest request(
            @Nullable Map<String, Object> decision, @Nullable Map<String, TrainingRequest.Bounds> gates) {
        return new TrainingRequest(
                "m",
                "d",
                null,
                Map.of("type", "logistic-regression"),
                null,
                null,
                null,
                null,
                gates,
                null,
                null,
                null,
                null,
                null,
                null,
                decision,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
