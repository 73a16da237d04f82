package org.modelyard.monitoring.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one lasting cause from raising an alert at each check. Within the period after an alert the next one of the same
 * cause is held back, unless it is more severe.
 *
 * @param period zero raises each time
 */
public record CoolDown(Duration period) {

    public CoolDown {
        if (period.isNegative()) {
            throw new IllegalArgumentException("a cool-down of " + period);
        }
    }

    /** What was raised last for the cause. */
    public record Raised(Instant at, Severity severity) {}

    /**
     * Whether to raise the alert now. A last alert in the future (a clock was set back) counts as just raised.
     *
     * @param last null when none was raised yet
     */
    public boolean permits(@Nullable Raised last, Severity severity, Instant now) {
        return last == null
                || severity.compareTo(last.severity()) > 0
                || !now.isBefore(last.at().plus(period));
    }
}
