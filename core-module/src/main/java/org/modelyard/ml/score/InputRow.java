package org.modelyard.ml.score;

import org.jspecify.annotations.Nullable;

/**
 * One row of inputs, by position of the feature in the model's signature.
 *
 * @param numbers NUMERIC, BOOLEAN (0 or 1) and TIMESTAMP (seconds since 1970) values; NaN is missing, and stands
 *     where the feature is textual
 * @param texts TEXT and CATEGORICAL values; null is missing, and stands where the feature is not textual
 */
public record InputRow(double[] numbers, @Nullable String[] texts) {

    /** Stands among the texts, whatever the type, where a value was there and is not told. */
    public static final String WITHHELD = "\u0000withheld";

    /** Whether the value is not told. */
    public boolean withheld(int position) {
        return WITHHELD.equals(texts[position]);
    }

    /** A row with every value missing, to be filled in place. */
    public static InputRow empty(int features) {
        double[] numbers = new double[features];
        java.util.Arrays.fill(numbers, Double.NaN);
        return new InputRow(numbers, new String[features]);
    }
}
