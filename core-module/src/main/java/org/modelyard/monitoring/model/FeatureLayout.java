package org.modelyard.monitoring.model;

import java.util.Arrays;

/** The cells of one feature's histogram. Cell 0 is always 'missing'. */
public sealed interface FeatureLayout permits NumericLayout, BooleanLayout, CategoryLayout, TextLayout {

    /** Cell of a value that is not there. */
    int MISSING = 0;

    String name();

    /** How many counters the feature takes, 'missing' included. */
    int cells();

    /**
     * Rows that have told the feature: each counts in one cell, unless its value was withheld.
     *
     * @param counts of the cells
     */
    default long told(long[] counts) {
        return Arrays.stream(counts).sum();
    }
}
