package org.modelyard.training.service;

import org.jspecify.annotations.Nullable;

/** How a step ends, the better first; the names are exit statuses in {@code META-INF/batch-jobs/training.xml}. */
enum StepOutcome {
    /** The next step may begin. */
    DONE,
    /** The job failed and says why. */
    FAILED,
    /** Somebody cancelled the job. */
    CANCELLED,
    /** The execution was stopped; the job can be started again. */
    STOPPED,
    /** Another node has the job, or the database is away: whoever gets the lease goes on at the checkpoint. */
    LOST;

    /** What a partition said, or {@link #LOST} when it came to no end of its own. */
    static StepOutcome of(@Nullable String exitStatus) {
        for (StepOutcome outcome : values()) {
            if (outcome.name().equals(exitStatus)) {
                return outcome;
            }
        }
        return LOST;
    }
}
