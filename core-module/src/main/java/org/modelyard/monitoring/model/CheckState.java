package org.modelyard.monitoring.model;

/** Where a drift check stands. */
public enum CheckState {
    /** Waits for its batch job. */
    QUEUED,
    RUNNING,
    /** Has its report. */
    COMPLETED,
    /** Could not compare; its problem says why. */
    FAILED
}
