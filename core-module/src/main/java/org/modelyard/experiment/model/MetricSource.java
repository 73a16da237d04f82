package org.modelyard.experiment.model;

/** Where a metric comes from. */
public enum MetricSource {
    /** What applications tell of units, by name. */
    EVENTS,
    /** What is said of the answers that a unit got: the latest feedback of each that tells it. */
    FEEDBACK,
    /** How long the answers took that a unit got, in milliseconds, by the inference log. */
    LATENCY
}
