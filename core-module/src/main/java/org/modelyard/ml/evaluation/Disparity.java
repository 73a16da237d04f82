package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * One figure of how unlike groups are treated.
 *
 * @param value NaN unless measured
 * @param interval null where unknown
 * @param reason which groups it is about, or why there is no value
 */
public record Disparity(String name, Outcome outcome, double value, @Nullable Interval interval, String reason) {

    /** Whether there is a value. */
    public enum Outcome {
        MEASURED,
        /** Fewer than two groups have the minimum number of rows that the figure is a share of. */
        TOO_FEW,
        /** It would divide by zero, or probabilities are not known. */
        UNDEFINED
    }

    static Disparity measured(String name, double value, @Nullable Interval interval, String about) {
        return new Disparity(name, Outcome.MEASURED, value, interval, about);
    }

    static Disparity tooFew(String name, int minimum, String of) {
        return new Disparity(
                name, Outcome.TOO_FEW, Double.NaN, null, "Fewer than two groups have " + minimum + " " + of + ".");
    }

    static Disparity undefined(String name, String reason) {
        return new Disparity(name, Outcome.UNDEFINED, Double.NaN, null, reason);
    }
}
