package org.modelyard.ml.compress;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.Half;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/** How a model file holds weights. */
public enum WeightForm {
    /** As they were learnt. */
    FULL,
    /** {@link Half}. */
    FLOAT16,
    /** {@link ByteColumns}. */
    INT8;

    /** In requests, files and answers. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws Refusal.Invalid unless it is one that makes weights smaller */
    public static WeightForm compressed(@Nullable String text) {
        return Arrays.stream(values())
                .filter(form -> form != FULL && form.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(
                        "weights",
                        (text == null ? "Say how the weights are to be kept" : "'" + Texts.brief(text) + "' is no form")
                                + ": float16 or int8."));
    }

    /**
     * What is left of a matrix when it was kept in this form; with {@link #FULL} all.
     *
     * @param matrix {@code matrix[row * columns + column]}
     * @param columns that have a scale of their own
     */
    public double[] kept(double[] matrix, int columns) {
        return switch (this) {
            case FULL -> matrix;
            case FLOAT16 ->
                Arrays.stream(matrix).map(value -> Half.toFloat(Half.of(value))).toArray();
            case INT8 -> ByteColumns.of(matrix, columns).expanded();
        };
    }
}
