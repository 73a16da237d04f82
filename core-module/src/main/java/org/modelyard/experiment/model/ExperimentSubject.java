package org.modelyard.experiment.model;

/** What the variants of an experiment are. */
public enum ExperimentSubject {
    /** Anything that the caller shows: captions, headlines, prices. No model takes part. */
    CONTENT,
    /** Versions of one model in an environment: predictions there are divided, without anybody asking for the experiment. */
    VERSIONS,
    /** Whole models, each with a version or with what serves: predictions that are addressed to the experiment are divided. */
    MODELS
}
