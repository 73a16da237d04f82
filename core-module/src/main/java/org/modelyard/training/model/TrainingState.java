package org.modelyard.training.model;

/** Where a training job stands. */
public enum TrainingState {
    /** Made, not asked to run. */
    CREATED,
    /** Waiting for a worker. */
    QUEUED,
    RUNNING,
    /** A version was registered, which its gates may have rejected. */
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Whether nothing will happen to the job any more. */
    public boolean ended() {
        return compareTo(COMPLETED) >= 0;
    }
}
