package org.modelyard.rollout.model;

/**
 * How far a rollout is.
 *
 * @param step index
 * @param stepMillis since the step began, without the time it was paused
 * @param stepRequests of the candidate since then
 * @param totalMillis since it started
 */
public record RolloutProgress(boolean paused, int step, long stepMillis, long stepRequests, long totalMillis) {}
