package org.modelyard.ml.feature;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryWriter;

/** Turns one feature's value into the numbers of its block, {@code base} to {@code base + width - 1}. */
sealed interface ColumnEncoder {

    int width();

    /** What the number at {@code local} (0 to width - 1) means, unique within the feature, e.g. {@code =blue}. */
    String meaning(int local);

    /** Which of {@link EncoderFormat}'s forms it is written in; 0 is the first and usual one of the feature's type. */
    default int form() {
        return EncoderFormat.USUAL;
    }

    void write(BinaryWriter out);

    /** The same as data. */
    ColumnStep step();

    /** A number that products are made of. */
    interface Factor {
        /** @param value NaN is missing; @return NaN when it is missing */
        double factor(double value);
    }

    /** Values that each have a place of their own, or share one. */
    interface Positions {
        /** @param value null is missing; @return 0 to width - 1 */
        int position(@Nullable String value);

        int width();

        String meaning(int local);
    }

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
