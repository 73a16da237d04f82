package org.modelyard.monitoring.model;

import org.jspecify.annotations.Nullable;

/**
 * One feature's line of a report as it is kept and shown: {@link FeatureDrift} with null for what was not tested.
 *
 * @param answer whether it is about the model's answers and not about an input
 * @param effect corrected PSI, at least 0
 * @param distance largest difference of shares, 0-1
 * @param verdict STABLE, DRIFTED or TOO_FEW
 */
public record ReportLine(
        String name,
        boolean answer,
        DriftStatistic test,
        @Nullable Double statistic,
        @Nullable Double p,
        @Nullable Double adjustedP,
        @Nullable Double effect,
        @Nullable Double distance,
        String verdict) {

    public static ReportLine of(FeatureDrift drift) {
        return new ReportLine(
                drift.name(),
                drift.answer(),
                drift.test(),
                defined(drift.statistic()),
                defined(drift.p()),
                defined(drift.adjustedP()),
                defined(drift.effect()),
                defined(drift.distance()),
                drift.verdict().code());
    }

    private static @Nullable Double defined(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
