package org.modelyard.training.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.calibration.LabelCalibration;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Fields;

/**
 * Calibration and threshold as a client asks for them: {@code {"calibration":"PLATT"|"ISOTONIC"|"TEMPERATURE",
 * "threshold":{"objective":"F_BETA","beta":1}|{"objective":"COST","falseAlarm":1,"miss":5}|{"objective":"PRECISION","recall":0.9},
 * "share":0.2}}.
 */
final class RequestedDecision {

    private static final double MOST_BETA = 100;
    private static final double MOST_COST = 1e12;
    private static final double LEAST_SHARE = 0.05;
    private static final double MOST_SHARE = 0.5;

    /** What a threshold is chosen for. */
    private enum Objective {
        F_BETA,
        COST,
        PRECISION
    }

    private RequestedDecision() {}

    /**
     * @param document null: none was asked for
     * @param problems gets what is wrong with it
     * @return null where none was asked for, or the one that was is wrong
     */
    static @Nullable DecisionPlan checked(
            @Nullable Map<String, Object> document, Task task, List<FieldError> problems) {
        if (document == null) {
            return null;
        }
        List<FieldError> errors = new ArrayList<>();
        if (task != Task.CLASSIFICATION) {
            errors.add(new FieldError("decision", "Only labels have probabilities to calibrate and to decide on."));
        }
        Fields fields = Fields.of("decision", document, errors);
        LabelCalibration.Method method = fields.has("calibration")
                ? fields.choice("calibration", LabelCalibration.Method.class, LabelCalibration.Method.PLATT)
                : null;
        ThresholdObjective objective = fields.has("threshold")
                ? objective(Fields.of("decision.threshold", fields.object("threshold"), errors))
                : null;
        Double share = fields.number("share", LEAST_SHARE, MOST_SHARE);
        fields.end();
        if (method == null && objective == null && errors.isEmpty()) {
            errors.add(new FieldError("decision", "Say 'calibration', 'threshold' or both, or leave 'decision' out."));
        }
        problems.addAll(errors);
        return errors.isEmpty()
                ? new DecisionPlan(method, objective, share == null ? DecisionPlan.SHARE : share)
                : null;
    }

    private static @Nullable ThresholdObjective objective(Fields fields) {
        Objective objective = fields.choice("objective", Objective.class, Objective.F_BETA);
        ThresholdObjective chosen =
                switch (objective) {
                    case F_BETA -> new ThresholdObjective.FBetaScore(orOne(fields.number("beta", 0.01, MOST_BETA)));
                    case COST ->
                        new ThresholdObjective.Cost(
                                orOne(fields.number("falseAlarm", 1e-9, MOST_COST)),
                                orOne(fields.number("miss", 1e-9, MOST_COST)));
                    case PRECISION -> new ThresholdObjective.PrecisionAtRecall(orOne(fields.number("recall", 0.01, 1)));
                };
        fields.end();
        return chosen;
    }

    private static double orOne(@Nullable Double given) {
        return given == null ? 1 : given;
    }
}
