package org.modelyard.ml.calibration;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.calibration.LabelCalibration.Method;
import org.modelyard.ml.evaluation.ThresholdObjective;

/**
 * What a training job decides after the fit, on rows that it keeps from the trainer and from the evaluation.
 *
 * @param method of the calibration; null for none
 * @param objective of the decision threshold; null for none
 * @param share of the training rows that are kept for it, above 0 and at most 0.5
 */
public record DecisionPlan(@Nullable Method method, @Nullable ThresholdObjective objective, double share) {

    public static final double SHARE = 0.2;

    public DecisionPlan {
        if (!(share > 0 && share <= 0.5)) {
            throw new IllegalArgumentException("a share of " + share + " for the decision");
        }
    }
}
