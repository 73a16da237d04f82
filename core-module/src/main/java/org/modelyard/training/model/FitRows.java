package org.modelyard.training.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.evaluation.model.SignatureColumns;
import org.modelyard.ml.calibration.CalibrationReport;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.calibration.DecisionPlan;
import org.modelyard.ml.calibration.FittedDecision;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.model.ModelScorer;

/**
 * The rows that a fit may use, in two parts where something is decided after it.
 *
 * @param learn what the trainer gets
 * @param decide what calibration and threshold are found on; null where nothing is decided
 */
public record FitRows(Table learn, @Nullable Table decide) {

    /** @param train rows that the version may learn from */
    public static FitRows of(Table train, TrainingPlan plan) {
        DecisionPlan decision = plan.deciding();
        if (decision == null) {
            return new FitRows(train, null);
        }
        Holdout parts = Holdout.split(train, decision.share(), plan.seed() + 1);
        return new FitRows(parts.train(), parts.evaluation());
    }

    /**
     * What the version's calibration does to rows that it was not fitted on: found again from the stored model, since it may have
     * been made in another process.
     *
     * @return empty where nothing was calibrated
     */
    public Optional<CalibrationReport> calibration(ModelScorer stored, TrainingPlan plan) {
        DecisionPlan decision = plan.deciding();
        if (decision == null || decision.method() == null || decide == null) {
            return Optional.empty();
        }
        ModelScorer plain = stored.deciding(Decision.NONE);
        Table rows = SignatureColumns.of(plain.signature(), decide);
        return Optional.ofNullable(
                FittedDecision.of(plain, rows, decision, plan.seed()).report());
    }

    /**
     * @param plain as the trainer left it
     * @throws org.modelyard.platform.model.Refusal.Invalid when there are too few rows to decide on
     */
    public ModelScorer decided(ModelScorer plain, TrainingPlan plan) {
        DecisionPlan decision = plan.deciding();
        return decision == null || decide == null
                ? plain
                : plain.deciding(
                        FittedDecision.of(plain, decide, decision, plan.seed()).decision());
    }
}
