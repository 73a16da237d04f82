package org.modelyard.serving.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Signature;

/**
 * Forms that inputs have in the journal where they are not written as they are: no value at all, one text with a hash, or a mark in the
 * place of a value. A client's text that looks like one is counted in no histogram, and nothing else becomes of it.
 */
final class WithheldInputs {

    static final InputRow NOTHING = InputRow.empty(0);

    /** What the log shows in its place. */
    static final String SHOWN = "***";

    private static final String HASH = "\u0000sha256:";

    private WithheldInputs() {}

    /** Over the names of the inputs and their values, so that equal rows of versions with equal inputs have equal hashes. */
    static InputRow hashed(InputRow row, Signature signature, LogKey key) {
        Mac digest = key.mac();
        ByteBuffer number = ByteBuffer.allocate(Double.BYTES);
        for (int i = 0; i < signature.inputs().size(); i++) {
            part(digest, signature.inputs().get(i).feature().name());
            String text = row.texts()[i];
            if (text != null) {
                digest.update((byte) 1);
                part(digest, text);
            } else {
                digest.update((byte) 0);
                digest.update(number.putDouble(0, row.numbers()[i]).array());
            }
        }
        return new InputRow(
                new double[] {Double.NaN}, new String[] {HASH + HexFormat.of().formatHex(digest.doFinal())});
    }

    private static void part(Mac digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length).array());
        digest.update(bytes);
    }

    /** Sensitive values become marks; missing ones stay missing. */
    static InputRow masked(InputRow row, Signature signature) {
        InputRow masked = new InputRow(row.numbers().clone(), row.texts().clone());
        for (int i = 0; i < signature.inputs().size(); i++) {
            boolean there = row.texts()[i] != null || !Double.isNaN(row.numbers()[i]);
            if (there && signature.inputs().get(i).feature().sensitive()) {
                masked.numbers()[i] = Double.NaN;
                masked.texts()[i] = InputRow.WITHHELD;
            }
        }
        return masked;
    }

    /** The hash; null when the row is none. */
    static @Nullable String hash(InputRow row) {
        String text = row.texts().length == 1 ? row.texts()[0] : null;
        return text != null && text.startsWith(HASH) ? text.substring(HASH.length()) : null;
    }

    /** Whether its values can be counted one by one. */
    static boolean told(InputRow row) {
        return row.numbers().length > 0 && hash(row) == null;
    }
}
