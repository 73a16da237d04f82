package org.modelyard.training.service;

import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.process.Checkpoints;

/**
 * Which of a job's fits it is.
 *
 * @param fold of the plan's cross-validation, from 1; 0: the version's own fit
 * @param folds of the cross-validation; of no meaning for the version's own fit
 * @param output beside the target, from 1; 0: the target
 * @param outputs beside the target
 */
record FitPlace(int fold, int folds, int output, int outputs) {

    FitPlace(TrainingPlan plan, int fold, int output) {
        this(fold, plan.folds(), output, plan.outputs().size());
    }

    String checkpoint() {
        return Checkpoints.ofFit(fold, output);
    }

    TrainingPhase phase() {
        return fold == 0 ? TrainingPhase.FIT : TrainingPhase.EVALUATE;
    }

    /**
     * Of all the fits of the phase, if each takes the same.
     *
     * @param own of this fit, 0-1
     */
    double fraction(double own) {
        double version = (output + own) / (1 + outputs);
        return fold == 0 ? version : (fold - 1 + version) / folds;
    }

    /** Whether its steps are told one by one: those of the outputs beside the target are not. */
    boolean told() {
        return output == 0;
    }
}
