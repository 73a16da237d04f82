package org.modelyard.rollout.entity;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.model.RolloutEvidence;

/**
 * When answers were routed by the share of one step.
 *
 * @param until exclusive; null for the step that runs
 */
public record StepTimes(Instant from, @Nullable Instant until) {

    /**
     * A step's share is in force when each node has heard of it; what is answered until then, by the old share here and by the new one there, belongs to neither
     * step. Before the first there is no share, so whatever the candidate is asked is asked by it.
     *
     * @param began when each step began, in milliseconds since 1970
     */
    public static List<StepTimes> of(List<Long> began) {
        List<StepTimes> steps = new ArrayList<>();
        for (int i = 0; i < began.size(); i++) {
            long from = began.get(i) + (i == 0 ? 0 : RolloutEvidence.HEARD_MILLIS);
            steps.add(new StepTimes(
                    Instant.ofEpochMilli(from),
                    i + 1 == began.size() ? null : Instant.ofEpochMilli(Math.max(from, began.get(i + 1)))));
        }
        return List.copyOf(steps);
    }
}
