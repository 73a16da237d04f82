package org.modelyard.training.service;

/** How a step ends; the names are exit statuses in {@code META-INF/batch-jobs/training.xml}. */
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
    LOST
}
