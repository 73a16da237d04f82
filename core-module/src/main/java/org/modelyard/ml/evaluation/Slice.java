package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * Rows that share a property, and how the model does on them.
 *
 * @param feature name of the column, or what the user calls the slice
 * @param condition which of its values, in words, or the user's condition
 * @param loss mean loss of the rows; NaN without any, which only a user's slice can be
 * @param interval of the loss, widened for the number of slices looked at; null where unknown
 * @param rest mean loss of all other rows; NaN without any
 * @param p two-sided, that the slice is like the rest; NaN where too few, or where no loss differs from another
 * @param adjusted p adjusted for all slices looked at (Holm); NaN where p is
 * @param outcome what to make of it
 * @param reason why there is no p; null where there is one
 */
public record Slice(
        String feature,
        String condition,
        long rows,
        double loss,
        @Nullable Interval interval,
        double rest,
        double p,
        double adjusted,
        Outcome outcome,
        @Nullable String reason) {

    /** What to make of a slice. */
    public enum Outcome {
        WORSE,
        BETTER,
        /** The rows do not show a difference. */
        LIKE_THE_REST,
        /** It, or the rest, is below the minimum size. */
        TOO_FEW,
        /** Every loss within it is the same, and every one outside: nothing says how sure a difference is. */
        NO_VARIANCE
    }

    Slice judged(double byHolm, Outcome judged) {
        return new Slice(feature, condition, rows, loss, interval, rest, p, byHolm, judged, reason);
    }
}
