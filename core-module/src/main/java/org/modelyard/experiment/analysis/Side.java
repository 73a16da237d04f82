package org.modelyard.experiment.analysis;

/** Which effects a test looks for. */
public enum Side {
    BOTH,
    GREATER,
    LESSER
}
