package org.modelyard.ml.binary;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Walks over a file without keeping any of it, and counts what would be kept: two bytes of an empty message are a hundred bytes of an object, so
 * that a small file could fill the heap when it is parsed.
 */
public final class ProtobufScan {

    private static final int MOST_MESSAGES = 1_000_000;
    private static final int MOST_NUMBERS = 32 << 20;
    private static final int MOST_STRINGS = 4_000_000;
    private static final int DEEPEST = 64;

    private final CodedInputStream in;
    private long messages;
    private long numbers;
    private long strings;

    private ProtobufScan(CodedInputStream in) {
        this.in = in;
    }

    /**
     * @param type that the bytes claim to be
     * @throws CorruptContent when they are cut short, something else, or more than is taken
     */
    public static void check(CodedInputStream in, Descriptor type) {
        try {
            new ProtobufScan(in).message(type, 0);
        } catch (IOException e) {
            throw new CorruptContent("The file is something else, or is cut short.", e);
        }
    }

    private void message(Descriptor type, int depth) throws IOException {
        require(depth <= DEEPEST, "Its messages lie more than " + DEEPEST + " deep.");
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            int wire = WireFormat.getTagWireType(tag);
            FieldDescriptor field = type.findFieldByNumber(WireFormat.getTagFieldNumber(tag));
            if (field == null || wire == WireFormat.WIRETYPE_START_GROUP) {
                throw new CorruptContent("The file is something else: its " + type.getName() + " has a field "
                        + WireFormat.getTagFieldNumber(tag) + " that is not known.");
            }
            if (wire != WireFormat.WIRETYPE_LENGTH_DELIMITED) {
                require(++numbers <= MOST_NUMBERS, "It lists more than " + MOST_NUMBERS + " numbers.");
                in.skipField(tag);
            } else if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
                require(++messages <= MOST_MESSAGES, "It has more than " + MOST_MESSAGES + " parts.");
                int outer = in.pushLimit(in.readRawVarint32());
                message(field.getMessageType(), depth + 1);
                in.popLimit(outer);
            } else {
                skip(field, in.readRawVarint32());
            }
        }
    }

    private void skip(FieldDescriptor field, int bytes) throws IOException {
        switch (field.getJavaType()) {
            case STRING, BYTE_STRING -> strings++;
            case FLOAT -> numbers += bytes / Float.BYTES;
            case DOUBLE -> numbers += bytes / Double.BYTES;
            default -> numbers += bytes;
        }
        require(strings <= MOST_STRINGS, "It lists more than " + MOST_STRINGS + " strings.");
        require(numbers <= MOST_NUMBERS, "It lists more than " + MOST_NUMBERS + " numbers.");
        in.skipRawBytes(bytes);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CorruptContent(otherwise);
        }
    }
}
