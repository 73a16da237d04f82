package org.modelyard.experiment.model;

/** What the variants of an experiment are. */
public enum ExperimentSubject {
    /** Anything that the caller shows: captions, headlines, prices. No model takes part. */
    CONTENT,
    /** Versions of a model. */
    VERSIONS
}
