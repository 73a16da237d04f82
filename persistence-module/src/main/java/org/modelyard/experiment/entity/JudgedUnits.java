package org.modelyard.experiment.entity;

import org.modelyard.experiment.model.ExperimentPlan;

/**
 * Whose events count: the units of an experiment that were assigned up to a time, each within its own window.
 *
 * @param windowMillis after a unit's assignment
 * @param upToMillis last time of assignment, since 1970
 * @param firstAnswers whether of a unit's answers only the one that assigned it counts: later ones may be of another variant
 */
public record JudgedUnits(long experiment, long windowMillis, long upToMillis, boolean firstAnswers) {

    /** All answers of a unit count. */
    public JudgedUnits(long experiment, long windowMillis, long upToMillis) {
        this(experiment, windowMillis, upToMillis, false);
    }

    /** Those of an experiment by its plan. */
    public static JudgedUnits of(long experiment, ExperimentPlan plan, long upToMillis) {
        return new JudgedUnits(experiment, plan.windowMillis(), upToMillis, plan.firstAnswers());
    }
}
