package org.modelyard.experiment.model;

import org.modelyard.experiment.analysis.Sample;
import org.modelyard.experiment.analysis.Sums;

/**
 * Sums over units for one metric, that add up over time and variants.
 *
 * @param metric of the event and, for a ratio, of the denominator
 * @param active units with the event
 * @param activeBelow units with the denominator
 * @param before of the units whose covariate is known: y is the metric, x the covariate
 */
public record MetricSums(Sums metric, long active, long activeBelow, Sums before) {

    public static final MetricSums NONE = new MetricSums(Sums.NONE, 0, 0, Sums.NONE);

    public MetricSums plus(MetricSums other) {
        return new MetricSums(
                metric.plus(other.metric),
                active + other.active,
                activeBelow + other.activeBelow,
                before.plus(other.before));
    }

    /** @throws IllegalArgumentException for a quantile, which no sums can tell */
    public Sample sample(MetricKind kind) {
        return switch (kind) {
            case PROPORTION -> metric.n() == 0 ? VariantFigures.NOTHING : Sample.proportion(active, metric.n());
            case MEAN -> Sample.mean(metric.n(), metric.sumY(), metric.sumYY()).withActive(active);
            case RATIO -> Sample.ratio(metric).withActive(Math.min(active, activeBelow));
            case QUANTILE -> throw new IllegalArgumentException("sums tell no quantile");
        };
    }
}
