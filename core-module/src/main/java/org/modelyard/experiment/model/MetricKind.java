package org.modelyard.experiment.model;

/** How a unit's events make a metric. */
public enum MetricKind {
    /** The share of units with at least one event. */
    PROPORTION,
    /** The mean over units of the sum of their events' values, 0 without any: revenue a unit. */
    MEAN,
    /** The sum of the events' values over that of the denominator's: clicks a view. */
    RATIO,
    /** A quantile of the units' sums, of the units that have any: latency. */
    QUANTILE
}
