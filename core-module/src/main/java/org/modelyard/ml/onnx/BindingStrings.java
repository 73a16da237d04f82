package org.modelyard.ml.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.List;

/**
 * ONNX Runtime's Java binding hands strings over in Java's modified UTF-8, in which a character beyond the first plane, such as an emoji, is
 * six bytes instead of four, and NUL two instead of one: no such string equals one of a file. This writes the strings of a file as the binding does.
 */
final class BindingStrings {

    /** The first byte of four, in UTF-8. */
    private static final int BEYOND = 0xF0;

    private BindingStrings() {}

    static boolean needed(String text) {
        return text.chars().anyMatch(unit -> unit == 0 || Character.isSurrogate((char) unit));
    }

    /** The same file for the binding alone, where it holds such strings; everybody else reads UTF-8. */
    static byte[] spoken(byte[] file) {
        boolean[] changed = new boolean[1];
        byte[] spoken = of(file, changed);
        return changed[0] ? spoken : file;
    }

    /** The same file for the binding alone; everybody else reads UTF-8. */
    static byte[] of(byte[] file) {
        return of(file, new boolean[1]);
    }

    private static byte[] of(byte[] file, boolean[] changed) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
            graph(model.getGraphBuilder(), changed);
            return changed[0] ? model.build().toByteArray() : file;
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxFailure("The file is no ONNX.", e);
        }
    }

    private static void graph(GraphProto.Builder graph, boolean[] changed) {
        graph.getInitializerBuilderList().forEach(tensor -> tensor(tensor, changed));
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                attribute(attribute, changed);
            }
        }
    }

    private static void attribute(AttributeProto.Builder attribute, boolean[] changed) {
        if (attribute.getStringsList().stream().anyMatch(BindingStrings::needed)) {
            List<ByteString> strings = List.copyOf(attribute.getStringsList());
            attribute.clearStrings();
            strings.forEach(one -> attribute.addStrings(modified(one)));
            changed[0] = true;
        }
        if (needed(attribute.getS())) {
            attribute.setS(modified(attribute.getS()));
            changed[0] = true;
        }
        if (attribute.hasT()) {
            tensor(attribute.getTBuilder(), changed);
        }
        attribute.getTensorsBuilderList().forEach(tensor -> tensor(tensor, changed));
        if (attribute.hasG()) {
            graph(attribute.getGBuilder(), changed);
        }
        attribute.getGraphsBuilderList().forEach(graph -> graph(graph, changed));
    }

    private static void tensor(TensorProto.Builder tensor, boolean[] changed) {
        if (tensor.getStringDataList().stream().anyMatch(BindingStrings::needed)) {
            List<ByteString> strings = List.copyOf(tensor.getStringDataList());
            tensor.clearStringData();
            strings.forEach(one -> tensor.addStringData(modified(one)));
            changed[0] = true;
        }
    }

    private static boolean needed(ByteString utf8) {
        for (int i = 0; i < utf8.size(); i++) {
            if (utf8.byteAt(i) == 0 || (utf8.byteAt(i) & 0xFF) >= BEYOND) {
                return utf8.isValidUtf8();
            }
        }
        return false;
    }

    private static ByteString modified(ByteString utf8) {
        if (!needed(utf8)) {
            return utf8;
        }
        String text = utf8.toStringUtf8();
        ByteString.Output out = ByteString.newOutput();
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit > 0 && unit < 0x80) {
                out.write(unit);
            } else if (unit < 0x800) {
                out.write(0xC0 | unit >> 6);
                out.write(0x80 | unit & 0x3F);
            } else {
                out.write(0xE0 | unit >> 12);
                out.write(0x80 | unit >> 6 & 0x3F);
                out.write(0x80 | unit & 0x3F);
            }
        }
        return out.toByteString();
    }
}
