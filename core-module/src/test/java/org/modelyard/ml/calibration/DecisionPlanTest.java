package org.modelyard.ml.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.calibration.LabelCalibration.Method;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.platform.model.Refusal;

class DecisionPlanTest {

    @Test
    void a_request_becomes_a_plan_and_json_brings_it_back() {
        DecisionPlan plan = DecisionPlan.of(Map.of(
                "calibration", "PLATT", "threshold", Map.of("type", "COST", "falseAlarm", 1, "miss", 4), "share", 0.1));
        assertThat(plan).isEqualTo(new DecisionPlan(Method.PLATT, new ThresholdObjective.Cost(1, 4), 0.1));
        for (DecisionPlan one : List.of(
                plan,
                new DecisionPlan(null, null, 0.2),
                new DecisionPlan(null, new ThresholdObjective.FBetaScore(2), 0.2),
                new DecisionPlan(Method.TEMPERATURE, new ThresholdObjective.PrecisionAtRecall(0.8), 0.2))) {
            assertThat(DecisionPlan.fromJson(one.toJson())).isEqualTo(one);
        }
        assertThat(DecisionPlan.of(Map.of())).isEqualTo(new DecisionPlan(null, null, DecisionPlan.SHARE));
        assertThat(DecisionPlan.of(Map.of()).decides()).isFalse();
        assertThat(plan.decides()).isTrue();
    }

    @Test
    void what_cannot_be_used_is_refused_by_name() {
        refused(Map.of("calibration", "MAGIC"), "decision.calibration", "PLATT, ISOTONIC, TEMPERATURE");
        refused(Map.of("threshold", Map.of("type", "F_BETA")), "decision.threshold", "\"beta\":1");
        refused(Map.of("threshold", Map.of("type", "F_BETA", "beta", -1)), "decision.threshold", "a beta of -1");
        refused(Map.of("threshold", Map.of("type", "LUCK")), "decision.threshold", "no objective 'LUCK'");
        refused(Map.of("share", 0.9), "decision.share", "at most 0.5");
        refused(Map.of("share", "much"), "decision.share", "at most 0.5");
        refused(Map.of("treshold", 0.3), "decision.treshold", "it has calibration, threshold, share");
    }

    private static void refused(Map<String, ?> request, String field, String why) {
        assertThatExceptionOfType(Refusal.Invalid.class)
                .isThrownBy(() -> DecisionPlan.of(request))
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.field()).isEqualTo(field)));
    }
}
