package org.modelyard.serving.model;

import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;

/** What a row takes in a journal's record, before it is asked about. */
public final class RowSize {

    /** Form and number, or form and length. */
    private static final int VALUE = 11;

    /** Ids, times and the lengths of the texts beside the inputs. */
    private static final int FIXED = 200;

    private static final int MOST_BYTES_A_CHAR = 3;

    private RowSize() {}

    /**
     * Whether the row fits surely; quick, since texts are not looked through where they are short.
     *
     * @param most bytes
     * @param kept its inputs as they would be written
     */
    public static boolean within(long most, InputRow kept, PredictionRow row) {
        return rough(kept, row) <= most || bytes(kept, row) <= most;
    }

    /** Bytes at most, without the answer. */
    public static long bytes(InputRow kept, PredictionRow row) {
        long bytes = FIXED + (long) VALUE * kept.numbers().length;
        for (String text : kept.texts()) {
            bytes += text == null ? 0 : VALUE + InferenceEncoder.utf8Length(text);
        }
        return bytes + utf8(row.unit()) + utf8(row.dimensions()) + utf8(row.attributes());
    }

    private static long utf8(@Nullable String text) {
        return text == null ? 0 : InferenceEncoder.utf8Length(text);
    }

    private static long rough(InputRow kept, PredictionRow row) {
        long chars = length(row.unit()) + length(row.dimensions()) + length(row.attributes());
        for (String text : kept.texts()) {
            chars += text == null ? 0 : VALUE + text.length();
        }
        return FIXED + (long) VALUE * kept.numbers().length + MOST_BYTES_A_CHAR * chars;
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
