package org.modelyard.rollout.service;

/** What people do with a rollout that is not over. */
public enum RolloutAction {
    /** Keeps its share until somebody resumes it; the judgement goes on. */
    PAUSE,
    /** Goes on where it was paused; the time of the pause does not count. */
    RESUME,
    /** The candidate takes over now, whatever the verdicts say. */
    PROMOTE,
    /** The champion answers everything again. */
    ABORT
}
