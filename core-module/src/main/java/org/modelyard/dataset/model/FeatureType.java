package org.modelyard.dataset.model;

/** How a feature's values are read, stored and fed to a model. */
public enum FeatureType {
    /** Free text. */
    TEXT,
    /** A finite number. */
    NUMERIC,
    /** One of many short codes. */
    CATEGORICAL,
    /** True or false. */
    BOOLEAN,
    /** An instant, ISO-8601; without an offset it is read as UTC. */
    TIMESTAMP;

    /** Whether a value is held as text; otherwise it is held as a double. */
    public boolean textual() {
        return this == TEXT || this == CATEGORICAL;
    }
}
