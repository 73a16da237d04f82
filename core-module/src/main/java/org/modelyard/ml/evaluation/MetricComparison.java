package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * One metric of two versions on the same rows.
 *
 * @param champion of the version in use
 * @param candidate of the other one
 * @param gain how much better the candidate is, in the metric's unit: above 0 is better whatever the metric's goal; NaN
 *     where undefined
 * @param interval of the gain; null where unknown
 * @param p two-sided, that there is no difference; NaN where undefined
 * @param holm p adjusted for all metrics compared: family-wise rate, whatever the dependence (Holm); NaN where undefined
 * @param falseDiscovery p adjusted for all metrics compared: false discovery rate (Benjamini and Hochberg), which holds
 *     for metrics that rise and fall together; NaN where undefined
 * @param method test and interval; null without a test
 * @param reason why there is no test; null where there is one
 */
public record MetricComparison(
        String metric,
        Metric champion,
        Metric candidate,
        double gain,
        @Nullable Interval interval,
        double p,
        double holm,
        double falseDiscovery,
        @Nullable String method,
        @Nullable String reason) {

    public MetricComparison {
        if (Double.isNaN(p) == (reason == null)) {
            throw new IllegalArgumentException("a metric without a test, and only that, gives a reason");
        }
    }

    /** Before it is adjusted. */
    static MetricComparison tested(
            String metric,
            Metric champion,
            Metric candidate,
            double gain,
            @Nullable Interval interval,
            double p,
            String method) {
        return new MetricComparison(
                metric, champion, candidate, gain, interval, p, Double.NaN, Double.NaN, method, null);
    }

    static MetricComparison untested(String metric, Metric champion, Metric candidate, double gain, String reason) {
        return new MetricComparison(
                metric, champion, candidate, gain, null, Double.NaN, Double.NaN, Double.NaN, null, reason);
    }

    MetricComparison adjusted(double byHolm, double byBenjaminiHochberg) {
        return new MetricComparison(
                metric, champion, candidate, gain, interval, p, byHolm, byBenjaminiHochberg, method, reason);
    }

    public boolean tested() {
        return !Double.isNaN(p);
    }
}
