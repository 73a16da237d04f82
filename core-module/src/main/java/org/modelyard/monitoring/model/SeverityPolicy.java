package org.modelyard.monitoring.model;

import java.util.Optional;

/**
 * How severe a drift is: by the share of features that drifted or by the largest effect, whichever says more.
 *
 * @param warningShare drifted share at which it is a warning, 0-1
 * @param criticalShare drifted share at which it is critical, 0-1
 * @param warningEffect corrected PSI at which it is a warning
 * @param criticalEffect corrected PSI at which it is critical
 */
public record SeverityPolicy(double warningShare, double criticalShare, double warningEffect, double criticalEffect) {

    public SeverityPolicy {
        if (!(warningShare >= 0 && warningShare <= criticalShare && criticalShare <= 1)
                || !(warningEffect >= 0 && warningEffect <= criticalEffect)) {
            throw new IllegalArgumentException("a warning must not need more than a critical alert");
        }
    }

    /** Warning from a fifth of the features or PSI 0.25 (the usual mark of a major change), critical from half or PSI 1. */
    public static SeverityPolicy withDefaults() {
        return new SeverityPolicy(0.2, 0.5, 0.25, 1);
    }

    /** @return empty when nothing drifted: stability and too few rows raise no alert */
    public Optional<Severity> of(DriftReport report) {
        if (!(report.verdict() instanceof DriftVerdict.Drifted)) {
            return Optional.empty();
        }
        double share = report.driftedShare();
        double effect = report.largestEffect();
        if (share >= criticalShare || effect >= criticalEffect) {
            return Optional.of(Severity.CRITICAL);
        }
        return Optional.of(share >= warningShare || effect >= warningEffect ? Severity.WARNING : Severity.INFO);
    }
}
