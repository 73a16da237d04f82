package org.modelyard.ml.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation measures beyond what every evaluation does.
 *
 * @param orderedLabels the labels stand in an order that means something, such as low, medium, high: adds
 *     {@code kappaQuadratic}
 * @param quantiles of the quantile loss of a regression, each between 0 and 1
 * @param business what answers are worth, which adds its metrics; null: not declared
 */
public record MetricOptions(boolean orderedLabels, List<Double> quantiles, @Nullable BusinessMetrics business) {

    public static final MetricOptions DEFAULT = new MetricOptions(false, List.of(0.1, 0.5, 0.9));

    public MetricOptions(boolean orderedLabels, List<Double> quantiles) {
        this(orderedLabels, quantiles, null);
    }

    /** The usual ones, and what the business has declared; null: it has not. */
    public static MetricOptions with(@Nullable BusinessMetrics business) {
        return new MetricOptions(DEFAULT.orderedLabels, DEFAULT.quantiles, business);
    }

    public MetricOptions {
        quantiles = List.copyOf(quantiles);
        for (double quantile : quantiles) {
            if (!(quantile > 0 && quantile < 1)) {
                throw new IllegalArgumentException("a quantile of " + quantile);
            }
        }
    }
}
