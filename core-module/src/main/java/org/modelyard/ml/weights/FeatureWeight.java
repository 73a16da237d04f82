package org.modelyard.ml.weights;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A weight.
 *
 * @param feature what the encoded feature means, as an export as JSON names it
 * @param label in whose favour it counts; null for a regression
 * @param weight of the encoded feature
 * @param perUnit what one unit of the input itself adds: a number's, a day of a time stamp's; null where the encoded feature is no multiple of
 *     the input, shifted
 * @param constraint null when it may be anything
 * @param other the other version's; null unless two are compared
 * @param difference weight less {@code other}
 */
public record FeatureWeight(
        String feature,
        @Nullable String label,
        double weight,
        @Nullable Double perUnit,
        @Nullable Constraint constraint,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double other,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double difference) {

    /**
     * What is laid down about a weight.
     *
     * @param min null: no lower bound
     * @param max null: no upper bound
     */
    public record Constraint(boolean frozen, @Nullable Double min, @Nullable Double max) {

        static Constraint of(double least, double most) {
            return least == most
                    ? new Constraint(true, null, null)
                    : new Constraint(false, finite(least), finite(most));
        }

        private static @Nullable Double finite(double bound) {
            return Double.isFinite(bound) ? bound : null;
        }
    }
}
