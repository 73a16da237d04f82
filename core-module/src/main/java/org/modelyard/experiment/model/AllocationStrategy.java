package org.modelyard.experiment.model;

/** How new units are divided among the variants. */
public enum AllocationStrategy {
    /** By the plan's shares, from the start to the end: what tests need. */
    FIXED,
    /** By Thompson's rule, round by round: each variant is given as often as it is believed to be the best. Earns more; tests nothing. */
    THOMPSON
}
