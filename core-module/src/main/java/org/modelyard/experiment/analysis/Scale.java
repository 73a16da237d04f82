package org.modelyard.experiment.analysis;

/** How an effect is told. */
public enum Scale {
    /** The variant's metric less the control's. */
    ABSOLUTE,
    /** The same over the control's metric: 0.05 is 5 % more. */
    RELATIVE
}
