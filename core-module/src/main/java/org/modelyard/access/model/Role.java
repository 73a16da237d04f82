package org.modelyard.access.model;

import java.util.EnumSet;
import java.util.Set;

/** Roles, each containing the ones before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Reviews, predicts and gives feedback. */
    REVIEWER,
    /** Imports, trains and deploys. */
    OPERATOR,
    /** Manages access and reads the audit. */
    ADMIN;

    public boolean contains(Role other) {
        return compareTo(other) >= 0;
    }

    /** This role and all that it contains. */
    public Set<Role> contained() {
        return EnumSet.range(VIEWER, this);
    }
}
