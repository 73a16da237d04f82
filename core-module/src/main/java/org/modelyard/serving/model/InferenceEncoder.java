package org.modelyard.serving.model;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;

/**
 * Writes inference records, one after the other, into a buffer that it keeps: after the first few it makes no garbage.
 * Not thread-safe: one per thread.
 *
 * <p>Format: version byte, then the components in the order of {@link InferenceRecord}, big-endian. An integer is a
 * zigzag varint (low 7 bits first); a text is a varint of its UTF-8 length plus one, 0 for null, then the bytes; an enum
 * is its code. The inputs are a varint of how many there are, then for each a byte that tells what follows
 * ({@link #DOUBLE}, {@link #FLOAT}, {@link #INTEGER} or no number, {@link #TEXT} added if there is a text), so that no
 * signature is needed to read them. A later version adds components at the end: earlier ones stay readable. Numbers take the shortest form that gives the same bits; every NaN is missing.
 * Outputs are a varint of how many there are, then the components of each; a record without any is written as {@link #VERSION_2},
 * so that it takes no more than it did before there were any. One that belongs to an experiment ends with the experiment's id and the
 * variant's place, as {@link #VERSION_4}. One whose tokens or cost are known ends with a byte that tells whether it belongs to an experiment, that if it does, and
 * them, as {@link #VERSION_5}. One that tells who asked has a byte more before the tokens and the cost, which tells whether they are known, and ends with the caller, as {@link #VERSION_6}. One that a
 * bandit divided is written like that, as {@link #VERSION}, with the round and the propensity after the variant's place; all others are written as before.
 */
public final class InferenceEncoder {

    static final byte VERSION = 7;
    /** Knew no rounds of bandits. */
    static final byte VERSION_6 = 6;
    /** Did not tell who asked. */
    static final byte VERSION_5 = 5;
    /** Had neither tokens nor cost. */
    static final byte VERSION_4 = 4;
    /** Belonged to no experiment. */
    static final byte VERSION_3 = 3;
    /** Had no outputs beside the target. */
    static final byte VERSION_2 = 2;
    /** Had neither attributes nor a time of the caller's. */
    static final byte VERSION_1 = 1;

    static final byte NO_ARM = 0;
    static final byte ARM = 1;
    static final byte ARM_OF_ROUND = 2;
    static final byte NOTHING_SPENT = 0;
    static final byte SPENT = 1;

    static final int DOUBLE = 1;
    static final int FLOAT = 2;
    static final int INTEGER = 3;
    static final int NUMBER_MASK = 3;
    static final int TEXT = 4;

    private static final int LONGEST_VARINT = 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[1 << 10];
    private ByteBuffer view = ByteBuffer.wrap(bytes);
    private int at;

    /**
     * @return the record's bytes, from position to limit; valid until the next call
     * @throws IllegalArgumentException when the inputs' two arrays differ in length
     */
    public ByteBuffer encode(InferenceRecord inference) {
        at = 0;
        room(1 + 2 * Long.BYTES);
        ExperimentArm arm = inference.arm();
        Spent spent = inference.spent();
        String caller = inference.caller();
        boolean round = arm != null && arm.ofRound();
        boolean full = round || caller != null;
        boolean several =
                full || spent != null || arm != null || !inference.outputs().isEmpty();
        bytes[at++] = round
                ? VERSION
                : caller != null
                        ? VERSION_6
                        : spent != null ? VERSION_5 : arm != null ? VERSION_4 : several ? VERSION_3 : VERSION_2;
        putLong(inference.inferenceId().getMostSignificantBits());
        putLong(inference.inferenceId().getLeastSignificantBits());
        integer(inference.timeMicros());
        integer(inference.organisationId());
        integer(inference.modelVersionId());
        integer(inference.deploymentId());
        integer(inference.environmentId());
        text(inference.variant());
        code(inference.reason().code());
        text(inference.unit());
        code(inference.outcome().code());
        inputs(inference.inputs());
        integer(inference.labelIndex());
        text(inference.label());
        room(Long.BYTES);
        putLong(Double.doubleToRawLongBits(inference.score()));
        classScores(inference.classScores());
        integer(inference.latencyMicros());
        text(inference.dimensions());
        text(inference.traceId());
        text(inference.attributes());
        integer(inference.occurredMicros());
        if (several) {
            outputs(inference.outputs());
        }
        if (full || spent != null) {
            code(arm == null ? NO_ARM : round ? ARM_OF_ROUND : ARM);
        }
        if (arm != null) {
            integer(arm.experimentId());
            integer(arm.place());
            if (round) {
                integer(arm.round());
                integer(arm.buckets());
            }
        }
        if (full) {
            code(spent == null ? NOTHING_SPENT : SPENT);
        }
        if (spent != null) {
            integer(spent.inputTokens());
            integer(spent.outputTokens());
            integer(spent.costNanos());
            text(spent.currency());
        }
        if (full) {
            text(caller);
        }
        return view.limit(at).position(0);
    }

    private void outputs(List<OutputAnswer> outputs) {
        room(LONGEST_VARINT);
        varint(outputs.size());
        for (OutputAnswer output : outputs) {
            integer(output.labelIndex());
            text(output.label());
            room(Long.BYTES);
            putLong(Double.doubleToRawLongBits(output.score()));
            classScores(output.classScores());
        }
    }

    private void inputs(InputRow row) {
        double[] numbers = row.numbers();
        @Nullable String[] texts = row.texts();
        if (numbers.length != texts.length) {
            throw new IllegalArgumentException(
                    "inputs have " + numbers.length + " numbers, but " + texts.length + " texts");
        }
        room(LONGEST_VARINT);
        varint(numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            room(1 + LONGEST_VARINT);
            int kind = at++;
            int form = number(numbers[i]);
            String text = texts[i];
            if (text == null) {
                bytes[kind] = (byte) form;
            } else {
                bytes[kind] = (byte) (form | TEXT);
                text(text);
            }
        }
    }

    /** Writes the number and returns its form; the room for it is there. */
    private int number(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        int whole = (int) value;
        if (whole == value && (whole != 0 || Double.doubleToRawLongBits(value) == 0)) { // keeps -0.0
            varint(zigzag(whole));
            return INTEGER;
        }
        float single = (float) value;
        if (single == value) {
            INT.set(bytes, at, Float.floatToRawIntBits(single));
            at += Float.BYTES;
            return FLOAT;
        }
        putLong(Double.doubleToRawLongBits(value));
        return DOUBLE;
    }

    private void classScores(ClassScores scores) {
        room(LONGEST_VARINT + scores.size() * (LONGEST_VARINT + Float.BYTES));
        varint(scores.size());
        for (int i = 0; i < scores.size(); i++) {
            varint(zigzag(scores.labels()[i]));
            INT.set(bytes, at, Float.floatToRawIntBits(scores.scores()[i]));
            at += Float.BYTES;
        }
    }

    private void code(byte code) {
        room(1);
        bytes[at++] = code;
    }

    private void integer(long value) {
        room(LONGEST_VARINT);
        varint(zigzag(value));
    }

    private static long zigzag(long value) {
        return (value << 1) ^ (value >> 63);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at++] = (byte) rest;
    }

    private void putLong(long value) {
        LONG.set(bytes, at, value);
        at += Long.BYTES;
    }

    private void text(@Nullable String text) {
        if (text == null) {
            code((byte) 0);
            return;
        }
        int length = utf8Length(text);
        room(LONGEST_VARINT + length);
        varint(length + 1L);
        utf8(text);
    }

    /** Bytes that the text takes, a lone surrogate one. */
    static int utf8Length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x800 && !isPaired(text, i)) {
                length += Character.isSurrogate(c) ? 0 : 2; // a lone surrogate becomes '?'
            } else if (c >= 0x80) {
                length += 1; // two bytes, or one half of a pair's four
            }
        }
        return length;
    }

    private void utf8(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xc0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            } else if (!Character.isSurrogate(c)) {
                bytes[at++] = (byte) (0xe0 | c >> 12);
                bytes[at++] = (byte) (0x80 | c >> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | c & 0x3f);
            } else if (isPaired(text, i)) {
                int point = Character.toCodePoint(c, text.charAt(++i));
                bytes[at++] = (byte) (0xf0 | point >> 18);
                bytes[at++] = (byte) (0x80 | point >> 12 & 0x3f);
                bytes[at++] = (byte) (0x80 | point >> 6 & 0x3f);
                bytes[at++] = (byte) (0x80 | point & 0x3f);
            } else {
                bytes[at++] = '?';
            }
        }
    }

    /** Whether the char at {@code i} is either half of a surrogate pair. */
    private static boolean isPaired(String text, int i) {
        char c = text.charAt(i);
        return Character.isHighSurrogate(c)
                ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
                : Character.isLowSurrogate(c) && i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }

    private void room(int count) {
        if (bytes.length - at < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(at, count)));
            view = ByteBuffer.wrap(bytes);
        }
    }
}
