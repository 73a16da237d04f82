package org.modelyard.ml.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.binary.ProtobufScan;

/**
 * A file that somebody else has written, looked through before ONNX Runtime sees it: one graph of standard operators with all its numbers inside.
 *
 * @param bytes the file as it came
 * @param inputs of the graph, without those that are constants
 * @param labels lists of labels that its classifiers name; mostly one
 * @param metadata what its writer says of it
 * @param constants bytes that its tensors take
 */
record OnnxFile(
        byte[] bytes,
        List<OnnxPort> inputs,
        List<OnnxPort> outputs,
        Set<List<String>> labels,
        Map<String, String> metadata,
        long constants) {

    /** It is read whole. */
    static final int LARGEST = 256 << 20;

    private static final int DEEPEST = 100;
    private static final int MOST_PORTS = 10_000;

    /** @throws RefusedOnnx when it is no ONNX file, or holds what is not taken */
    static OnnxFile read(byte[] bytes) {
        RefusedOnnx.require(
                bytes.length <= LARGEST,
                "An ONNX file has at most " + LARGEST + " bytes; this has " + bytes.length + ".");
        try {
            ProtobufScan.check(CodedInputStream.newInstance(bytes), ModelProto.getDescriptor());
        } catch (CorruptContent e) {
            throw new RefusedOnnx("The file is no ONNX that is taken here. " + e.getMessage(), e);
        }
        ModelProto model = parse(bytes);
        long constants = OnnxRules.check(model);
        GraphProto graph = model.getGraph();
        RefusedOnnx.require(
                graph.getInputCount() <= MOST_PORTS && graph.getOutputCount() <= MOST_PORTS,
                "It has more than " + MOST_PORTS + " inputs or outputs.");
        Set<String> fixed =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        List<OnnxPort> inputs = graph.getInputList().stream()
                .filter(input -> !fixed.contains(input.getName()))
                .map(OnnxPort::of)
                .toList();
        List<OnnxPort> outputs =
                graph.getOutputList().stream().map(OnnxPort::of).toList();
        requireOnce(graph.getInputList());
        requireOnce(graph.getOutputList());
        Map<String, String> metadata = new LinkedHashMap<>();
        for (StringStringEntryProto entry : model.getMetadataPropsList()) {
            metadata.put(entry.getKey(), entry.getValue());
        }
        return new OnnxFile(bytes, inputs, outputs, labels(graph), metadata, constants);
    }

    private static ModelProto parse(byte[] bytes) {
        try {
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(bytes).newCodedInput();
            in.enableAliasing(true); // constants stay where they are
            in.setRecursionLimit(DEEPEST);
            return ModelProto.parseFrom(in);
        } catch (IOException e) {
            throw new RefusedOnnx("The file is no ONNX, or is cut short.", e);
        }
    }

    private static void requireOnce(List<ValueInfoProto> values) {
        RefusedOnnx.require(
                values.stream().map(ValueInfoProto::getName).distinct().count() == values.size(),
                "Two inputs or two outputs have one name.");
    }

    private static Set<List<String>> labels(GraphProto graph) {
        Set<List<String>> found = new LinkedHashSet<>();
        for (NodeProto node : graph.getNodeList()) {
            for (AttributeProto attribute : node.getAttributeList()) {
                List<String> labels =
                        switch (attribute.getName()) {
                            case "classlabels_strings" ->
                                attribute.getStringsList().stream()
                                        .map(ByteString::toStringUtf8)
                                        .toList();
                            case "classlabels_int64s", "classlabels_ints" ->
                                attribute.getIntsList().stream()
                                        .map(String::valueOf)
                                        .toList();
                            default -> List.of();
                        };
                if (!labels.isEmpty()) {
                    found.add(labels);
                }
            }
        }
        return found;
    }
}
