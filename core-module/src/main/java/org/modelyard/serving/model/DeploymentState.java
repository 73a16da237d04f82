package org.modelyard.serving.model;

/** Where a deployment stands. */
public enum DeploymentState {
    /** Asked for; its model is not loaded yet. */
    PENDING,
    /** Serves. */
    ACTIVE,
    /** Served until another took over, or never came to serve because a newer one did. */
    SUPERSEDED,
    /** Served until it was rolled back. */
    ROLLED_BACK,
    /** Its model could not be loaded or did not pass the check. */
    FAILED
}
