package org.modelyard.experiment.model;

import java.util.OptionalLong;

/**
 * Which units are judged when an experiment is looked at: those whose conversion window is over, since the others may still do what is
 * measured. A fixed horizon is one look at the planned units and no later ones, however often it is asked: else each later question would
 * be another test.
 *
 * @param upToMillis last time of assignment of a unit that is judged, since 1970
 * @param due whether the rule may speak: always, but for a fixed horizon not before the planned units' windows are over
 */
public record ExperimentLook(long upToMillis, boolean due) {

    /**
     * @param nowMillis since 1970
     * @param plannedAtMillis when the last of the planned units was assigned; empty before
     */
    public static ExperimentLook at(ExperimentPlan plan, long nowMillis, OptionalLong plannedAtMillis) {
        long settled = nowMillis - plan.windowMillis();
        if (plan.rule() != AnalysisRule.FIXED_HORIZON) {
            return new ExperimentLook(settled, true);
        }
        return plannedAtMillis.isEmpty()
                ? new ExperimentLook(settled, false)
                : new ExperimentLook(
                        Math.min(settled, plannedAtMillis.getAsLong()), plannedAtMillis.getAsLong() <= settled);
    }
}
