package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * One number about a model.
 *
 * @param value NaN where undefined
 * @param rows how many rows it was computed from
 * @param interval null where none is known
 * @param reason why the value is undefined; null when it is defined
 */
public record Metric(double value, long rows, @Nullable Interval interval, @Nullable String reason) {

    public Metric {
        if (Double.isFinite(value) != (reason == null)) {
            throw new IllegalArgumentException("an undefined metric, and only that, gives a reason");
        }
    }

    public static Metric of(double value, long rows) {
        return new Metric(value, rows, null, null);
    }

    public static Metric undefined(long rows, String reason) {
        return new Metric(Double.NaN, rows, null, reason);
    }

    /** The value, or undefined for this reason when it is NaN. */
    static Metric orElse(double value, long rows, String reason) {
        return Double.isInfinite(value)
                ? undefined(rows, "The sum is too large for a number.")
                : Double.isNaN(value) ? undefined(rows, reason) : of(value, rows);
    }

    public boolean defined() {
        return reason == null;
    }
}
