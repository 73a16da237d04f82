package org.modelyard.ml.evaluation;

import org.jspecify.annotations.Nullable;

/**
 * What a metric must reach.
 *
 * @param min least value that passes; null for none
 * @param max greatest value that passes; null for none
 */
public record Gate(@Nullable Double min, @Nullable Double max) {

    public Gate {
        if (min == null && max == null) {
            throw new IllegalArgumentException("a gate needs min or max");
        }
        if ((min != null && min.isNaN()) || (max != null && max.isNaN()) || (min != null && max != null && min > max)) {
            throw new IllegalArgumentException("a gate from " + min + " to " + max + " lets nothing pass");
        }
    }

    public static Gate min(double min) {
        return new Gate(min, null);
    }

    public static Gate max(double max) {
        return new Gate(null, max);
    }
}
