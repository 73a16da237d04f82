package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * One number about a model.
 *
 * @param value NaN where undefined
 * @param rows how many rows it was computed from
 * @param interval null where none is known
 * @param method how the interval was found; null without one, and for evaluations stored before it was noted
 * @param reason why the value is undefined; null when it is defined
 */
public record Metric(
        double value, long rows, @Nullable Interval interval, @Nullable String method, @Nullable String reason) {

    public Metric {
        if (Double.isFinite(value) != (reason == null)) {
            throw new IllegalArgumentException("an undefined metric, and only that, gives a reason");
        }
        if (interval == null && method != null) {
            throw new IllegalArgumentException("a method without an interval");
        }
    }

    public static Metric of(double value, long rows) {
        return new Metric(value, rows, null, null, null);
    }

    /** With an interval where there is one. */
    public static Metric of(double value, long rows, @Nullable Interval interval, String method) {
        return new Metric(value, rows, interval, interval == null ? null : method, null);
    }

    public static Metric undefined(long rows, String reason) {
        return new Metric(Double.NaN, rows, null, null, reason);
    }

    /** The value, or undefined for this reason when it is NaN. */
    static Metric orElse(double value, long rows, String reason) {
        return Double.isInfinite(value)
                ? undefined(rows, "The sum is too large for a number.")
                : Double.isNaN(value) ? undefined(rows, reason) : of(value, rows);
    }

    /** The same with this interval; unchanged where there is none, or no value. */
    Metric with(@Nullable Interval found, String how) {
        return found == null || !defined() ? this : new Metric(value, rows, found, how, null);
    }

    public boolean defined() {
        return reason == null;
    }
}
