package org.modelyard.experiment.model;

import org.jspecify.annotations.Nullable;

/**
 * What is measured.
 *
 * @param event whose occurrences or values count
 * @param denominator event below the line, for RATIO alone
 * @param quantile 0-1, exclusive, for QUANTILE alone
 * @param lowerIsBetter as with latency or refunds
 */
public record ExperimentMetric(
        MetricKind kind, String event, @Nullable String denominator, @Nullable Double quantile, boolean lowerIsBetter) {

    /** For sentences. */
    public String words() {
        return switch (kind) {
            case PROPORTION -> "share of units with '" + event + "'";
            case MEAN -> "mean of '" + event + "' a unit";
            case RATIO -> "'" + event + "' per '" + denominator + "'";
            case QUANTILE -> "quantile " + quantile + " of '" + event + "'";
        };
    }
}
