package org.modelyard.experiment.model;

/**
 * How the shares of a bandit move; a plan without one has fixed shares.
 *
 * @param floor buckets of 10,000 that each variant keeps, so that other policies can be estimated from what is logged; at most an equal
 *     share
 * @param everyMillis how long a round lasts at least, until shares are computed anew
 */
public record Allocation(AllocationStrategy strategy, int floor, long everyMillis) {}
