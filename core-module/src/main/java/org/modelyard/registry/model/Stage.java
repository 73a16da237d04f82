package org.modelyard.registry.model;

/** Whether a version may be served. */
public enum Stage {
    /** Passed its gates: may be deployed. */
    READY,
    /** Failed a gate: kept as a record, never deployed. */
    REJECTED,
    /** Its model lives elsewhere: kept as a record, never deployed. */
    EXTERNAL
}
