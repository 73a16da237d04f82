package org.modelyard.serving.model;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;

/** Reads one record of {@link InferenceEncoder}'s format. Lengths are checked against what is there before memory is taken. */
final class InferenceDecoder {

    private final ByteBuffer in;

    InferenceDecoder(byte[] bytes) {
        in = ByteBuffer.wrap(bytes);
    }

    InferenceRecord decode() {
        try {
            byte version = in.get();
            if (version < InferenceEncoder.VERSION_1 || version > InferenceEncoder.VERSION) {
                throw new MalformedInference("its version is " + version + ", this release reads "
                        + InferenceEncoder.VERSION_1 + " to " + InferenceEncoder.VERSION);
            }
            InferenceRecord inference = components(version);
            if (in.hasRemaining()) {
                throw new MalformedInference(in.remaining() + " bytes follow it");
            }
            return inference;
        } catch (BufferUnderflowException cut) {
            throw new MalformedInference("it is cut off after " + in.limit() + " bytes");
        }
    }

    /** Java evaluates arguments from left to right: the order of the components is the order of the bytes. */
    private InferenceRecord components(byte version) {
        boolean first = version == InferenceEncoder.VERSION_1;
        return new InferenceRecord(
                new UUID(in.getLong(), in.getLong()),
                integer(),
                integer(),
                integer(),
                integer(),
                integer(),
                text(),
                RoutingReason.ofCode(in.get()),
                text(),
                InferenceOutcome.ofCode(in.get()),
                inputs(),
                index(),
                text(),
                in.getDouble(),
                classScores(),
                integer(),
                text(),
                text(),
                first ? null : text(),
                first ? InferenceRecord.UNSAID : integer(),
                version < InferenceEncoder.VERSION_3 ? List.of() : outputs(),
                arm(version),
                spent(version),
                version < InferenceEncoder.VERSION_6 ? null : text());
    }

    private @Nullable Spent spent(byte version) {
        byte there = version < InferenceEncoder.VERSION_5
                ? InferenceEncoder.NOTHING_SPENT
                : version == InferenceEncoder.VERSION_5 ? InferenceEncoder.SPENT : in.get();
        return switch (there) {
            case InferenceEncoder.NOTHING_SPENT -> null;
            case InferenceEncoder.SPENT -> new Spent(integer(), integer(), integer(), text());
            default -> throw new MalformedInference("whether its tokens or cost are known is " + there);
        };
    }

    private @Nullable ExperimentArm arm(byte version) {
        byte there = version < InferenceEncoder.VERSION_4
                ? InferenceEncoder.NO_ARM
                : version == InferenceEncoder.VERSION_4 ? InferenceEncoder.ARM : in.get();
        if (there == InferenceEncoder.ARM_OF_ROUND && version == InferenceEncoder.VERSION) {
            return new ExperimentArm(integer(), index(), index(), index());
        }
        return switch (there) {
            case InferenceEncoder.NO_ARM -> null;
            case InferenceEncoder.ARM -> new ExperimentArm(integer(), index());
            default -> throw new MalformedInference("whether it belongs to an experiment is " + there);
        };
    }

    private List<OutputAnswer> outputs() {
        int size = count(Long.BYTES + 3);
        OutputAnswer[] outputs = new OutputAnswer[size];
        for (int i = 0; i < size; i++) {
            outputs[i] = new OutputAnswer(index(), text(), in.getDouble(), classScores());
        }
        return List.of(outputs);
    }

    private InputRow inputs() {
        int features = count(1);
        double[] numbers = new double[features];
        @Nullable String[] texts = new String[features];
        for (int i = 0; i < features; i++) {
            byte kind = in.get();
            if ((kind & ~(InferenceEncoder.NUMBER_MASK | InferenceEncoder.TEXT)) != 0) {
                throw new MalformedInference("input " + i + " is of the unknown kind " + kind);
            }
            numbers[i] = number(kind & InferenceEncoder.NUMBER_MASK);
            if ((kind & InferenceEncoder.TEXT) != 0) {
                texts[i] = text();
            }
        }
        return new InputRow(numbers, texts);
    }

    private double number(int form) {
        return switch (form) {
            case InferenceEncoder.DOUBLE -> in.getDouble();
            case InferenceEncoder.FLOAT -> in.getFloat();
            case InferenceEncoder.INTEGER -> index();
            default -> Double.NaN;
        };
    }

    private ClassScores classScores() {
        int size = count(1 + Float.BYTES);
        if (size == 0) {
            return ClassScores.NONE;
        }
        int[] labels = new int[size];
        float[] scores = new float[size];
        for (int i = 0; i < size; i++) {
            labels[i] = index();
            scores[i] = in.getFloat();
        }
        return new ClassScores(labels, scores);
    }

    /** A number of things that take at least so many bytes each. */
    private int count(int bytesEach) {
        long count = varint();
        if (count < 0 || count > in.remaining() / bytesEach) {
            throw new BufferUnderflowException();
        }
        return (int) count;
    }

    private @Nullable String text() {
        long lengthPlusOne = varint();
        if (lengthPlusOne == 0) {
            return null;
        }
        long length = lengthPlusOne - 1;
        if (length < 0 || length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        String text = new String(in.array(), in.position(), (int) length, StandardCharsets.UTF_8);
        in.position(in.position() + (int) length);
        return text;
    }

    private int index() {
        long value = integer();
        if (value != (int) value) {
            throw new MalformedInference("the index " + value + " is out of range");
        }
        return (int) value;
    }

    private long integer() {
        long zigzag = varint();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedInference("an integer has more than 64 bits");
    }
}
