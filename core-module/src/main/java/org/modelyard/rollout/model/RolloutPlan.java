package org.modelyard.rollout.model;

import java.util.List;

/**
 * What was asked for, checked: see {@link RolloutWish#plan}.
 *
 * @param steps at least one
 * @param promote whether the candidate takes over by itself when all is well; else it waits for somebody
 * @param longestMillis after which a rollout that is still not decided is rolled back
 * @param deprecate whether the version that was replaced is deprecated then
 * @param note in the words of whoever asked for it
 */
public record RolloutPlan(
        RolloutStrategy strategy,
        List<RolloutStep> steps,
        JudgementPlan judgement,
        boolean promote,
        long longestMillis,
        boolean deprecate,
        String note) {

    public RolloutPlan {
        steps = List.copyOf(steps);
    }

    public RolloutStep step(int index) {
        return steps.get(Math.min(index, steps.size() - 1));
    }

    public boolean last(int index) {
        return index >= steps.size() - 1;
    }

    /** Whether the candidate must pass before it takes over; elsewhere it is enough that nothing is found against it. */
    public boolean mustPass() {
        return (strategy == RolloutStrategy.CANARY || strategy == RolloutStrategy.SHADOW)
                && !judgement.metrics().isEmpty();
    }
}
