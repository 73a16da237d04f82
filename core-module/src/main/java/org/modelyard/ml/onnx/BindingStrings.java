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

    private BindingStrings() {}

    static boolean needed(String text) {
        return text.chars().anyMatch(unit -> unit == 0 || Character.isSurrogate((char) unit));
    }

    /** The same file for the binding alone; everybody else reads UTF-8. */
    static byte[] of(byte[] file) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(file).toBuilder();
            GraphProto.Builder graph = model.getGraphBuilder();
            for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
                List<ByteString> strings = List.copyOf(tensor.getStringDataList());
                tensor.clearStringData();
                strings.forEach(one -> tensor.addStringData(modified(one)));
            }
            for (NodeProto.Builder node : graph.getNodeBuilderList()) {
                for (AttributeProto.Builder attribute : node.getAttributeBuilderList()) {
                    List<ByteString> strings = List.copyOf(attribute.getStringsList());
                    attribute.clearStrings();
                    strings.forEach(one -> attribute.addStrings(modified(one)));
                }
            }
            return model.build().toByteArray();
        } catch (InvalidProtocolBufferException e) {
            throw new OnnxFailure("The file is no ONNX.", e);
        }
    }

    private static ByteString modified(ByteString utf8) {
        String text = utf8.toStringUtf8();
        if (!needed(text)) {
            return utf8;
        }
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
