package org.modelyard.ml.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An ONNX graph while it is written. Values are called by the names that its methods give back. The same calls give the same bytes.
 */
final class OnnxGraph {

    static final String ML = "ai.onnx.ml";

    /** Of what ONNX Runtime has read since 1.10 (2021). */
    private static final int IR_VERSION = 8;

    private static final int OPSET = 15;
    private static final int ML_OPSET = 3;
    /** Protobuf holds 2 GiB, of which the graph wants some. */
    private static final long MOST_BYTES = 1_900_000_000L;

    /** What the rows of a batch are called in shapes. */
    private static final String ROWS = "rows";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("modelyard");
    private final Set<String> taken = new HashSet<>();
    private long bytes;
    private int next;

    /** @throws NotExpressible when the constants are larger than a file of ONNX may be */
    private void grow(long more) {
        bytes += more;
        if (bytes > MOST_BYTES) {
            throw new NotExpressible("the model is larger than the 2 GiB that one ONNX file holds");
        }
    }

    String input(String name, TensorProto.DataType type, long width) {
        taken.add(name);
        graph.addInput(value(name, type, width));
        return name;
    }

    /** Gives a value the name that callers ask for; another where an input has it. @return the name */
    String output(String name, String value, TensorProto.DataType type, long width) {
        String free = name;
        while (taken.contains(free)) {
            free = "answer_" + free;
        }
        taken.add(free);
        graph.addNode(
                NodeProto.newBuilder().setOpType("Identity").addInput(value).addOutput(free));
        graph.addOutput(value(free, type, width));
        return free;
    }

    /** @param width 0: rows alone */
    private static ValueInfoProto value(String name, TensorProto.DataType type, long width) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder()
                .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam(ROWS));
        if (width > 0) {
            shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type.getNumber())
                                .setShape(shape)))
                .build();
    }

    private String fresh() {
        String name;
        do {
            name = "v" + next++;
        } while (!taken.add(name));
        return name;
    }

    String node(String operator, List<String> inputs, AttributeProto... attributes) {
        return node("", operator, inputs, attributes);
    }

    String node(String domain, String operator, List<String> inputs, AttributeProto... attributes) {
        String output = fresh();
        graph.addNode(NodeProto.newBuilder()
                .setDomain(domain)
                .setOpType(operator)
                .addAllInput(inputs)
                .addOutput(output)
                .addAllAttribute(Arrays.asList(attributes)));
        return output;
    }

    String node(String operator, String... inputs) {
        return node(operator, List.of(inputs));
    }

    String cast(String value, TensorProto.DataType type) {
        return node("Cast", List.of(value), number("to", type.getNumber()));
    }

    /** Values side by side. */
    String beside(List<String> values) {
        return values.size() == 1 ? values.get(0) : node("Concat", values, number("axis", 1));
    }

    /** @param dimensions none for a single number */
    String doubles(double[] values, long... dimensions) {
        grow(8L * values.length);
        return constant(doubleTensor(values, dimensions));
    }

    String one(double value) {
        return doubles(new double[] {value});
    }

    String floats(float[] values, long... dimensions) {
        grow(4L * values.length);
        ByteBuffer raw = little(Math.multiplyExact(values.length, Float.BYTES));
        raw.asFloatBuffer().put(values);
        return constant(tensor(TensorProto.DataType.FLOAT, dimensions).setRawData(wrapped(raw)));
    }

    String longs(long[] values, long... dimensions) {
        grow(8L * values.length);
        ByteBuffer raw = little(Math.multiplyExact(values.length, Long.BYTES));
        raw.asLongBuffer().put(values);
        return constant(tensor(TensorProto.DataType.INT64, dimensions).setRawData(wrapped(raw)));
    }

    String strings(List<String> values) {
        TensorProto.Builder tensor = tensor(TensorProto.DataType.STRING, values.size());
        values.forEach(value -> tensor.addStringData(ByteString.copyFromUtf8(value)));
        return constant(tensor);
    }

    private String constant(TensorProto.Builder tensor) {
        String name = fresh();
        graph.addInitializer(tensor.setName(name));
        return name;
    }

    private static TensorProto.Builder doubleTensor(double[] values, long... dimensions) {
        ByteBuffer raw = little(Math.multiplyExact(values.length, Double.BYTES));
        raw.asDoubleBuffer().put(values);
        return tensor(TensorProto.DataType.DOUBLE, dimensions).setRawData(wrapped(raw));
    }

    private static TensorProto.Builder tensor(TensorProto.DataType type, long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setDataType(type.getNumber());
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteString wrapped(ByteBuffer raw) {
        return UnsafeByteOperations.unsafeWrap(raw.array());
    }

    static AttributeProto number(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value)
                .build();
    }

    static AttributeProto text(String name, String value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    AttributeProto numbers(String name, long[] values) {
        grow(8L * values.length);
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.INTS);
        for (long value : values) {
            attribute.addInts(value);
        }
        return attribute.build();
    }

    AttributeProto texts(String name, List<String> values) {
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName(name).setType(AttributeProto.AttributeType.STRINGS);
        values.forEach(value -> attribute.addStrings(ByteString.copyFromUtf8(value)));
        return attribute.build();
    }

    AttributeProto tensor(String name, double[] values) {
        grow(8L * values.length);
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(doubleTensor(values, values.length).setName(name))
                .build();
    }

    /** @param metadata in the order in which it is to be written */
    byte[] toBytes(Map<String, String> metadata) {
        metadata.forEach((key, value) -> grow(2L * (key.length() + value.length())));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Modelyard")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain(ML).setVersion(ML_OPSET))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }
}
