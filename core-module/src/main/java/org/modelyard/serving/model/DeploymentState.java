package org.modelyard.serving.model;

import java.util.Set;

/** Where a deployment stands. */
public enum DeploymentState {
    /** Asked for; its model is not loaded yet. */
    PENDING,
    /** Its model is loaded and it has a share of the traffic, or looks on as a shadow, beside what serves. */
    ROLLING_OUT,
    /** Serves. */
    ACTIVE,
    /** Served until another took over, or never came to serve because a newer one did. */
    SUPERSEDED,
    /** Served, or had a share, until it was rolled back. */
    ROLLED_BACK,
    /** Somebody took it out, and nothing came instead. */
    WITHDRAWN,
    /** Its model could not be loaded or did not pass the check. */
    FAILED;

    /** They take requests. */
    public static final Set<DeploymentState> IN_SERVICE = Set.of(ACTIVE, ROLLING_OUT);
}
