package org.modelyard.ml.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.util.Arrays;
import java.util.List;

/** Files as other programs write them, made here node by node. */
final class ForeignFiles {

    private ForeignFiles() {}

    static ModelProto.Builder model(GraphProto.Builder graph) {
        return ModelProto.newBuilder()
                .setIrVersion(8)
                .setProducerName("elsewhere")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(15))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(OnnxGraph.ML).setVersion(3))
                .setGraph(graph);
    }

    /** @param dimensions -1: any number */
    static ValueInfoProto tensor(String name, TensorProto.DataType type, long... dimensions) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (long dimension : dimensions) {
            shape.addDim(
                    dimension < 0
                            ? TensorShapeProto.Dimension.newBuilder().setDimParam("N")
                            : TensorShapeProto.Dimension.newBuilder().setDimValue(dimension));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    static NodeProto node(String domain, String operator, List<String> in, List<String> out, AttributeProto... with) {
        return NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(in)
                .addAllOutput(out)
                .addAllAttribute(Arrays.asList(with))
                .build();
    }

    static AttributeProto floats(String name, float... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.FLOATS);
        for (float value : values) {
            attribute.addFloats(value);
        }
        return attribute.build();
    }

    static AttributeProto longs(String name, long... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    static AttributeProto strings(String name, String... values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
        for (String value : values) {
            attribute.addStrings(ByteString.copyFromUtf8(value));
        }
        return attribute.build();
    }

    static AttributeProto graph(String name, GraphProto.Builder graph) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.GRAPH)
                .setG(graph)
                .build();
    }

    static TensorProto longTensor(String name, long... values) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(values.length);
        for (long value : values) {
            tensor.addInt64Data(value);
        }
        return tensor.build();
    }

    /** As scikit-learn's converter writes a logistic regression over two numbers: labels 3 and 7, and a map a row. */
    static ModelProto.Builder sklearn() {
        TypeProto maps = TypeProto.newBuilder()
                .setSequenceType(TypeProto.Sequence.newBuilder()
                        .setElemType(TypeProto.newBuilder()
                                .setMapType(TypeProto.Map.newBuilder()
                                        .setKeyType(TensorProto.DataType.INT64_VALUE)
                                        .setValueType(TypeProto.newBuilder()
                                                .setTensorType(TypeProto.Tensor.newBuilder()
                                                        .setElemType(TensorProto.DataType.FLOAT_VALUE))))))
                .build();
        return model(GraphProto.newBuilder()
                .setName("sklearn")
                .addInput(tensor("X", TensorProto.DataType.FLOAT, -1, 2))
                .addNode(node(
                        OnnxGraph.ML,
                        "LinearClassifier",
                        List.of("X"),
                        List.of("label", "raw"),
                        longs("classlabels_ints", 3, 7),
                        floats("coefficients", -1, -2, 1, 2),
                        floats("intercepts", -0.5f, 0.5f),
                        OnnxGraph.text("post_transform", "SOFTMAX")))
                .addNode(node(
                        OnnxGraph.ML,
                        "ZipMap",
                        List.of("raw"),
                        List.of("output_probability"),
                        longs("classlabels_int64s", 3, 7)))
                .addNode(node("", "Identity", List.of("label"), List.of("output_label")))
                .addOutput(tensor("output_label", TensorProto.DataType.INT64, -1))
                .addOutput(ValueInfoProto.newBuilder()
                        .setName("output_probability")
                        .setType(maps)));
    }

    /** {@code value = 2 * a + b}, columns of their own. */
    static ModelProto.Builder sum(TensorProto.DataType a, TensorProto.DataType b, long rows) {
        return model(GraphProto.newBuilder()
                .setName("sum")
                .addInput(tensor("a", a, rows, 1))
                .addInput(tensor("b", b, rows, 1))
                .addNode(node("", "Cast", List.of("a"), List.of("x"), OnnxGraph.number("to", 1)))
                .addNode(node("", "Cast", List.of("b"), List.of("y"), OnnxGraph.number("to", 1)))
                .addNode(node("", "Add", List.of("x", "x"), List.of("xx")))
                .addNode(node("", "Add", List.of("xx", "y"), List.of("value")))
                .addOutput(tensor("value", TensorProto.DataType.FLOAT, rows, 1)));
    }

    /** Counts to a number that it does not reach in a lifetime, then answers the input. */
    static ModelProto.Builder endless() {
        GraphProto.Builder body = GraphProto.newBuilder()
                .setName("body")
                .addInput(tensor("i", TensorProto.DataType.INT64))
                .addInput(tensor("go", TensorProto.DataType.BOOL))
                .addInput(tensor("held", TensorProto.DataType.FLOAT, -1, 1))
                .addNode(node("", "Identity", List.of("go"), List.of("on")))
                .addNode(node("", "Neg", List.of("held"), List.of("next")))
                .addOutput(tensor("on", TensorProto.DataType.BOOL))
                .addOutput(tensor("next", TensorProto.DataType.FLOAT, -1, 1));
        return model(GraphProto.newBuilder()
                .setName("endless")
                .addInput(tensor("a", TensorProto.DataType.FLOAT, -1, 1))
                .addInitializer(longTensor("trips", Long.MAX_VALUE).toBuilder().clearDims())
                .addNode(node("", "Loop", List.of("trips", "", "a"), List.of("value"), graph("body", body)))
                .addOutput(tensor("value", TensorProto.DataType.FLOAT, -1, 1)));
    }

    /** Asks for a table of that many numbers. */
    static ModelProto.Builder wide(long rows, long columns) {
        return model(GraphProto.newBuilder()
                .setName("wide")
                .addInput(tensor("a", TensorProto.DataType.FLOAT, -1, 1))
                .addInitializer(longTensor("shape", rows, columns))
                .addNode(node("", "ConstantOfShape", List.of("shape"), List.of("table")))
                .addNode(node("", "ReduceMax", List.of("table"), List.of("most"), OnnxGraph.number("keepdims", 0)))
                .addNode(node("", "Add", List.of("a", "most"), List.of("value")))
                .addOutput(tensor("value", TensorProto.DataType.FLOAT, -1, 1)));
    }
}
