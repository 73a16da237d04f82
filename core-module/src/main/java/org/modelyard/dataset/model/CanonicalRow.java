package org.modelyard.dataset.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Sha256;

/**
 * The canonical bytes of a row and their hash. Features come in the order of their names (UTF-16 units), whatever the
 * order in the file, then the target. A value is one tag byte and its content:
 *
 * <pre>
 * 0            missing
 * 1 + 8 bytes  NUMERIC     the double's bits, big-endian; -0 counts as 0
 * 2 + 8 bytes  TIMESTAMP   seconds since 1970, as above
 * 3 + 1 byte   BOOLEAN     0 or 1
 * 4 + 4 + n    TEXT        length in bytes, big-endian, and UTF-8
 * 5 + 4 + n    CATEGORICAL as TEXT; a label counts as CATEGORICAL, GENERATION's output as TEXT
 * </pre>
 *
 * <p>The encoding is a promise: stored hashes depend on it. Not for use by several threads at once.
 */
public final class CanonicalRow {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final int MISSING = 0;
    private static final int NUMBER = 1;
    private static final int INSTANT = 2;
    private static final int TRUTH = 3;
    private static final int TEXT = 4;
    private static final int CATEGORY = 5;

    private final MessageDigest digest = Sha256.digest();
    private final int[] order;
    private final FeatureType[] types;
    private final FeatureType targetType;
    private byte[] bytes = new byte[1024];
    private int length;

    public CanonicalRow(Schema schema) {
        List<FeatureSpec> features = schema.features();
        order = IntStream.range(0, features.size())
                .boxed()
                .sorted(Comparator.comparing(i -> features.get(i).name()))
                .mapToInt(Integer::intValue)
                .toArray();
        types = features.stream().map(FeatureSpec::type).toArray(FeatureType[]::new);
        targetType = targetType(schema.task());
    }

    /** How a target of this task is held. */
    public static FeatureType targetType(Task task) {
        return switch (task) {
            case CLASSIFICATION -> FeatureType.CATEGORICAL;
            case REGRESSION -> FeatureType.NUMERIC;
            case GENERATION -> FeatureType.TEXT;
        };
    }

    public ContentHash hash(ExampleRow row) {
        encode(row);
        digest.update(bytes, 0, length);
        byte[] hash = digest.digest();
        return new ContentHash((long) LONGS.get(hash, 0), (long) LONGS.get(hash, 8));
    }

    /** The canonical bytes themselves, copied. */
    public byte[] bytes(ExampleRow row) {
        encode(row);
        return Arrays.copyOf(bytes, length);
    }

    private void encode(ExampleRow row) {
        length = 0;
        double[] numbers = row.numbers();
        @Nullable String[] texts = row.texts();
        for (int feature : order) {
            append(types[feature], numbers[feature], texts[feature]);
        }
        append(targetType, row.targetNumber(), row.targetText());
    }

    private void append(FeatureType type, double number, @Nullable String text) {
        switch (type) {
            case NUMERIC -> appendNumber(NUMBER, number);
            case TIMESTAMP -> appendNumber(INSTANT, number);
            case BOOLEAN -> appendTruth(number);
            case TEXT -> appendText(TEXT, text);
            case CATEGORICAL -> appendText(CATEGORY, text);
        }
    }

    private void appendNumber(int tag, double number) {
        reserve(9);
        if (Double.isNaN(number)) {
            bytes[length++] = MISSING;
            return;
        }
        bytes[length] = (byte) tag;
        // adding 0.0 turns -0.0 into 0.0 and changes nothing else
        LONGS.set(bytes, length + 1, Double.doubleToRawLongBits(number + 0.0));
        length += 9;
    }

    private void appendTruth(double number) {
        reserve(2);
        if (Double.isNaN(number)) {
            bytes[length++] = MISSING;
            return;
        }
        bytes[length++] = TRUTH;
        bytes[length++] = (byte) (number == 0 ? 0 : 1);
    }

    private void appendText(int tag, @Nullable String text) {
        if (text == null) {
            reserve(1);
            bytes[length++] = MISSING;
            return;
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        reserve(5 + utf8.length);
        bytes[length] = (byte) tag;
        INTS.set(bytes, length + 1, utf8.length);
        System.arraycopy(utf8, 0, bytes, length + 5, utf8.length);
        length += 5 + utf8.length;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
