package org.modelyard.dataset.model;

/** What a model answers. */
public enum Task {
    /** One of a closed set of labels. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION,
    /** Text for text; datasets hold pairs. */
    GENERATION
}
