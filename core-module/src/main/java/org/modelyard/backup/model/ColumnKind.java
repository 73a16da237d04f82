package org.modelyard.backup.model;

/** How a column's values are written, whichever database they come from. Null is null in each. */
public enum ColumnKind {
    /** A JSON number. */
    LONG,
    /** A JSON string as of {@link Double#toString}: it reads back to the same bits. */
    DOUBLE,
    BOOLEAN,
    TEXT,
    /** Base64. */
    BYTES,
    /** A local date and time of ISO-8601, as the column has it: UTC. */
    TIME
}
