package org.modelyard.dataset.model;

/** Whether an example may be learned from. */
public enum ExampleStatus {
    /** Part of every new snapshot. */
    ACCEPTED,
    /** Waits for a reviewer. */
    PENDING,
    /** A reviewer said no. */
    REJECTED
}
