package org.modelyard.monitoring.model;

import java.util.List;

/**
 * What a drift test found.
 *
 * @param verdict DRIFTED when at least one line is
 * @param alpha the rate of false alarms that was held, for the whole report
 * @param features inputs in the order of the signature, then the answers where both sides have enough of them
 */
public record DriftReport(
        DriftVerdict verdict, long referenceRows, long windowRows, double alpha, List<FeatureDrift> features) {

    public DriftReport {
        features = List.copyOf(features);
    }

    /** The lines that drifted. */
    public List<FeatureDrift> drifted() {
        return features.stream()
                .filter(feature -> feature.verdict() instanceof DriftVerdict.Drifted)
                .toList();
    }

    /** Share of the tested lines that drifted, 0-1; NaN when none was tested. */
    public double driftedShare() {
        long tested = features.stream()
                .filter(feature -> !(feature.verdict() instanceof DriftVerdict.TooFewRows))
                .count();
        return tested == 0 ? Double.NaN : (double) drifted().size() / tested;
    }

    /** The largest effect of a line that drifted; NaN when none did. */
    public double largestEffect() {
        return drifted().stream().mapToDouble(FeatureDrift::effect).max().orElse(Double.NaN);
    }
}
