package org.modelyard.rollout.model;

/** Where a rollout stands. */
public enum RolloutState {
    /** Asked for; the candidate is not loaded yet. */
    PENDING,
    /** Goes on by its steps. */
    RUNNING,
    /** Keeps its share until somebody resumes it; the judgement goes on and may still roll it back. */
    PAUSED,
    /** The candidate is the champion now. */
    PROMOTED,
    /** Somebody stopped it; the champion answers everything. */
    ABORTED,
    /** The judgement, a health check or the clock stopped it; the champion answers everything. */
    ROLLED_BACK,
    /** The candidate could not be loaded: it never took a request. */
    FAILED;

    /** Whether it holds its place: another rollout there is refused. */
    public boolean open() {
        return this == PENDING || this == RUNNING || this == PAUSED;
    }

    /** Whether the candidate takes part in the traffic. */
    public boolean live() {
        return this == RUNNING || this == PAUSED;
    }
}
