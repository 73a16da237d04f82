package org.modelyard.experiment.model;

/** How far an experiment is. */
public enum ExperimentState {
    /** Nobody is assigned yet. */
    DRAFT,
    /** Units are assigned, outcomes are taken; the plan stays as it is. */
    RUNNING,
    /** Nobody is assigned any more; outcomes within the conversion window are still taken. */
    STOPPED
}
