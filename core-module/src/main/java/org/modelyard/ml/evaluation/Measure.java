package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/**
 * What a metric's name stands for.
 *
 * @param name as in {@link Evaluation#metrics()}
 * @param task null: there is such a metric for each
 * @param goal which values are good
 * @param share whether it is a share, best shown in percent
 * @param meaning what it says, in a few plain words
 * @param business whether an evaluation has it only where {@link BusinessMetrics} are declared
 */
public record Measure(String name, @Nullable Task task, Goal goal, boolean share, String meaning, boolean business) {

    public boolean of(Task wanted) {
        return task == null || task == wanted;
    }

    /** Which values are good. */
    public enum Goal {
        HIGHER,
        LOWER,
        /** Neither above nor below. */
        ZERO,
        /** It describes and does not judge. */
        NONE
    }
}
