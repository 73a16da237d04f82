package org.modelyard.monitoring.model;

/**
 * One feature's line in the report: of its tests the one that drifted with the largest effect, else the one with the
 * least p.
 *
 * @param name the feature, or 'prediction' and 'score' for the answers
 * @param answer whether this line is about the model's answers and not about an input
 * @param statistic see {@link DriftStatistic}; NaN when not tested
 * @param p before correction; NaN when not tested
 * @param adjustedP after Holm's correction over all tests of the window; NaN when not tested
 * @param effect population stability index less what noise gives, at least 0; NaN when not tested
 * @param distance largest difference of shares, 0-1; NaN when not tested
 */
public record FeatureDrift(
        String name,
        boolean answer,
        DriftStatistic test,
        double statistic,
        double p,
        double adjustedP,
        double effect,
        double distance,
        DriftVerdict verdict) {}
