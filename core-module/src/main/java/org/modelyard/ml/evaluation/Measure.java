package org.modelyard.ml.evaluation;

import org.modelyard.dataset.model.Task;

/**
 * What a metric's name stands for.
 *
 * @param name as in {@link Evaluation#metrics()}
 * @param goal which values are good
 * @param share whether it is a share, best shown in percent
 * @param meaning what it says, in a few plain words
 */
public record Measure(String name, Task task, Goal goal, boolean share, String meaning) {

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
