package org.modelyard.ml.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.FunctionProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.SparseTensorProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TrainingInfoProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused before ONNX Runtime sees it. */
class OnnxFileTest {

    private static final TensorProto OUTSIDE = TensorProto.newBuilder()
            .setName("w")
            .setDataType(DataType.FLOAT_VALUE)
            .addDims(1)
            .setDataLocation(TensorProto.DataLocation.EXTERNAL)
            .addExternalData(
                    StringStringEntryProto.newBuilder().setKey("location").setValue("/etc/passwd"))
            .build();

    /** Many numbers by what it says, none by what it holds. */
    private static TensorProto.Builder empty(long... dimensions) {
        TensorProto.Builder tensor = TensorProto.newBuilder().setName("w").setDataType(DataType.FLOAT_VALUE);
        for (long dimension : dimensions) {
            tensor.addDims(dimension);
        }
        return tensor;
    }

    private static AttributeProto holding(TensorProto tensor) {
        return AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeProto.AttributeType.TENSOR)
                .setT(tensor)
                .build();
    }

    private static GraphProto.Builder nested(int depth, TensorProto innermost) {
        GraphProto.Builder graph = GraphProto.newBuilder().setName("g" + depth);
        return depth == 0
                ? graph.addInitializer(innermost)
                : graph.addNode(ForeignFiles.node(
                        "",
                        "If",
                        List.of("c"),
                        List.of("o"),
                        ForeignFiles.graph("then_branch", nested(depth - 1, innermost))));
    }

    private static Arguments refused(String because, Consumer<ModelProto.Builder> change) {
        return Arguments.of(because, change);
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                refused("external data", model -> model.getGraphBuilder().addInitializer(OUTSIDE)),
                refused("external data", model -> model.getGraphBuilder()
                        .addInitializer(OUTSIDE.toBuilder().clearExternalData())),
                refused("external data", model -> model.getGraphBuilder()
                        .addInitializer(OUTSIDE.toBuilder().clearDataLocation())),
                refused("external data", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node("", "Constant", List.of(), List.of("k"), holding(OUTSIDE)))),
                refused("external data", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node(
                                "",
                                "If",
                                List.of("c"),
                                List.of("o"),
                                ForeignFiles.graph("then_branch", nested(2, OUTSIDE))))),
                refused("more than 4 deep", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node(
                                "",
                                "If",
                                List.of("c"),
                                List.of("o"),
                                ForeignFiles.graph("then_branch", nested(4, ForeignFiles.longTensor("x", 1)))))),
                refused("64 deep", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node(
                                "",
                                "If",
                                List.of("c"),
                                List.of("o"),
                                ForeignFiles.graph("then_branch", nested(40, OUTSIDE))))),
                refused("'com.microsoft'", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node("com.microsoft", "FusedMatMul", List.of("a"), List.of("o")))),
                refused(
                        "'evil'",
                        model -> model.addOpsetImport(OperatorSetIdProto.newBuilder()
                                .setDomain("evil")
                                .setVersion(1))),
                refused("by chance", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node("", "RandomUniformLike", List.of("a"), List.of("o")))),
                refused(
                        "functions of its own",
                        model -> model.addFunctions(FunctionProto.newBuilder().setName("f"))),
                refused("training graph", model -> model.addTrainingInfo(TrainingInfoProto.getDefaultInstance())),
                refused("sparse", model -> model.getGraphBuilder()
                        .addSparseInitializer(SparseTensorProto.getDefaultInstance())),
                refused("refers to a function's", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node(
                                "",
                                "Neg",
                                List.of("a"),
                                List.of("o"),
                                AttributeProto.newBuilder()
                                        .setName("x")
                                        .setRefAttrName("y")
                                        .build()))),
                refused("more numbers than", model -> model.getGraphBuilder()
                        .addInitializer(empty(1 << 20, 1 << 20, 1 << 20, 1 << 20))),
                refused("other numbers than", model -> model.getGraphBuilder().addInitializer(empty(1 << 20))),
                refused("below 0", model -> model.getGraphBuilder().addInitializer(empty(-5))),
                refused("other numbers than", model -> model.getGraphBuilder()
                        .addInitializer(empty(1).setRawData(ByteString.copyFrom(new byte[8])))),
                refused("of a type that is not taken", model -> model.getGraphBuilder()
                        .addInitializer(empty(1).setDataType(DataType.COMPLEX128_VALUE))),
                refused("a part of one", model -> model.getGraphBuilder()
                        .addInitializer(empty(0).setSegment(
                                        TensorProto.Segment.newBuilder().setBegin(0)))),
                refused("no UTF-8", model -> model.getGraphBuilder()
                        .addNode(ForeignFiles.node(
                                "",
                                "Neg",
                                List.of("a"),
                                List.of("o"),
                                AttributeProto.newBuilder()
                                        .setName("x")
                                        .addStrings(ByteString.copyFrom(new byte[] {(byte) 0xff}))
                                        .build()))),
                refused("no table", model -> model.getGraphBuilder()
                        .addInput(ForeignFiles.tensor("picture", DataType.FLOAT, -1, 3, 224, 224))),
                refused("no tensor of", model -> model.getGraphBuilder()
                        .addInput(ForeignFiles.tensor("half", DataType.FLOAT16, -1, 1))),
                refused("at most 100000", model -> model.getGraphBuilder()
                        .addInput(ForeignFiles.tensor("wide", DataType.FLOAT, -1, 1 << 30))),
                refused("one name", model -> model.getGraphBuilder()
                        .addInput(model.getGraph().getInput(0))),
                refused("Several outputs", model -> model.getGraphBuilder()
                        .addOutput(ForeignFiles.tensor("other", DataType.FLOAT, -1, 1))),
                refused(
                        "not known",
                        model -> model.setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(
                                        26,
                                        UnknownFieldSet.Field.newBuilder()
                                                .addVarint(1)
                                                .build())
                                .build())),
                refused("holds no graph", ModelProto.Builder::clearGraph),
                refused(
                        "no JSON",
                        model -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                                .setKey("modelyard.inputs")
                                .setValue("[{"))),
                refused(
                        "too long",
                        model -> model.addMetadataProps(StringStringEntryProto.newBuilder()
                                .setKey("modelyard.labels")
                                .setValue("[" + " ".repeat(8 << 20) + "]"))));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("changes")
    void is_refused(String because, Consumer<ModelProto.Builder> change) {
        ModelProto.Builder model = ForeignFiles.sum(DataType.FLOAT, DataType.FLOAT, -1);
        OnnxWish regression = new OnnxWish(
                org.modelyard.dataset.model.Task.REGRESSION,
                List.of(),
                List.of(),
                List.of(),
                java.util.Map.of(),
                "",
                "");
        assertThat(OnnxContract.of(model.build().toByteArray(), regression)
                        .signature()
                        .inputs())
                .hasSize(2);
        change.accept(model);
        assertThatThrownBy(() -> OnnxContract.of(model.build().toByteArray(), regression))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining(because);
    }

    @Test
    void bytes_that_are_something_else() {
        byte[] file = ForeignFiles.sklearn().build().toByteArray();
        for (byte[] other : List.of(
                new byte[0],
                "PK and the rest of a zip".getBytes(StandardCharsets.US_ASCII),
                java.util.Arrays.copyOf(file, file.length - 3),
                java.util.Arrays.copyOf(file, 40))) {
            assertThatThrownBy(() -> OnnxFile.read(other)).isInstanceOf(RefusedOnnx.class);
        }
    }

    @Test
    void many_empty_parts_are_counted_before_they_are_objects() {
        ByteArrayOutputStream graph = new ByteArrayOutputStream();
        for (int i = 0; i < 1_500_000; i++) {
            graph.write(1 << 3 | 2); // GraphProto.node, no bytes long
            graph.write(0);
        }
        byte[] file = ModelProto.newBuilder().build().toByteArray();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(file);
        all.write(7 << 3 | 2);
        for (int left = graph.size(); ; left >>>= 7) {
            if (left < 0x80) {
                all.write(left);
                break;
            }
            all.write(left & 0x7f | 0x80);
        }
        all.writeBytes(graph.toByteArray());
        assertThatThrownBy(() -> OnnxFile.read(all.toByteArray()))
                .isInstanceOf(RefusedOnnx.class)
                .hasMessageContaining("1000000 parts");
    }
}
