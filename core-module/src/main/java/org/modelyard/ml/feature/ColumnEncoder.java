package org.modelyard.ml.feature;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryWriter;

/** Turns one feature's value into the numbers of its block, {@code base} to {@code base + width - 1}. */
sealed interface ColumnEncoder {

    int width();

    /** What the number at {@code local} (0 to width - 1) means, unique within the feature, e.g. {@code =blue}. */
    String meaning(int local);

    void write(BinaryWriter out);

    /** NUMERIC, BOOLEAN, TIMESTAMP. */
    non-sealed interface OfNumber extends ColumnEncoder {
        /** @param value NaN is missing */
        void encode(double value, int base, SparseVector out);
    }

    /** TEXT, CATEGORICAL. */
    non-sealed interface OfText extends ColumnEncoder {
        /** @param value null is missing */
        void encode(@Nullable String value, int base, SparseVector out);
    }
}
