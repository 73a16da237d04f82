package org.modelyard.batch.model;

/** Where a piece of work stands that somebody asked for and a batch job does. */
public enum WorkState {
    /** Waits for its batch job. */
    QUEUED,
    RUNNING,
    /** Has its result. */
    COMPLETED,
    /** Came to nothing; its problem says why. */
    FAILED
}
