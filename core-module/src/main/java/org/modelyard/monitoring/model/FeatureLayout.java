package org.modelyard.monitoring.model;

/** The cells of one feature's histogram. Cell 0 is always 'missing'. */
public sealed interface FeatureLayout permits NumericLayout, BooleanLayout, CategoryLayout, TextLayout {

    /** Cell of a value that is not there. */
    int MISSING = 0;

    String name();

    /** How many counters the feature takes, 'missing' included. */
    int cells();
}
