package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.ml.onnx.OnnxContract;
import org.modelyard.ml.onnx.OnnxLimits;
import org.modelyard.ml.onnx.OnnxWish;
import org.modelyard.platform.model.Refusal;

/** In a real process, with real bounds. */
class ImportTrialsTest {

    private static final long MIB = 1 << 20;

    private static ValueInfoProto column(String name) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(TensorShapeProto.newBuilder()
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimParam("rows"))
                                        .addDim(TensorShapeProto.Dimension.newBuilder()
                                                .setDimValue(1)))))
                .build();
    }

    private static NodeProto.Builder node(String operator, String output, String... inputs) {
        return NodeProto.newBuilder().setOpType(operator).addOutput(output).addAllInput(java.util.List.of(inputs));
    }

    /** Adds to its input the largest of that many zeros. */
    private static OnnxContract asking(long floats) {
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(15))
                .setGraph(GraphProto.newBuilder()
                        .setName("wide")
                        .addInput(column("a"))
                        .addInitializer(TensorProto.newBuilder()
                                .setName("shape")
                                .setDataType(TensorProto.DataType.INT64_VALUE)
                                .addDims(2)
                                .addInt64Data(1)
                                .addInt64Data(floats))
                        .addNode(node("ConstantOfShape", "table", "shape"))
                        .addNode(node("ReduceMax", "most", "table"))
                        .addNode(node("Add", "value", "a", "most"))
                        .addOutput(column("value")))
                .build();
        return OnnxContract.of(model.toByteArray(), OnnxWish.NOTHING);
    }

    @Test
    void what_takes_little_passes_and_what_takes_much_breaks_nothing_here() {
        OnnxLimits limits = new OnnxLimits(1, 20_000, 128 * MIB);
        assertThatCode(() -> ImportTrials.require(asking(1_000), limits)).doesNotThrowAnyException();
        // within what the process may ask for, beyond what the model may
        assertThatThrownBy(() -> ImportTrials.require(asking(64 * MIB), limits))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at most 128");
        // a terabyte
        assertThatThrownBy(() -> ImportTrials.require(asking(1L << 38), limits))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("bad_alloc");
    }

    @Test
    void the_process_is_not_told_what_the_server_knows_by_its_environment(@TempDir Path folder)
            throws IOException, InterruptedException {
        Path told = folder.resolve("told");
        ProcessBuilder builder = new ProcessBuilder("/usr/bin/env").redirectOutput(told.toFile());
        builder.environment().put("MODELYARD_DB_PASSWORD", "secret");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "secret");
        builder.environment().put("PATH", "/bin");
        builder.environment().put("SystemRoot", "C:\\Windows"); // as Windows writes it
        assertThat(ImportTrials.bare(builder).start().waitFor()).isZero();
        assertThat(Files.readAllLines(told))
                .contains("PATH=/bin", "SystemRoot=C:\\Windows", "MALLOC_ARENA_MAX=1")
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void what_a_killed_trial_has_unpacked_goes_with_its_folder(@TempDir Path around) throws IOException {
        Path folder = Files.createDirectory(around.resolve("trial"));
        Files.writeString(
                Files.createDirectories(folder.resolve("onnxruntime-java1")).resolve("library.so"), "code");
        Files.writeString(folder.resolve("model.onnx"), "file");
        ImportTrials.delete(folder);
        assertThat(around).isEmptyDirectory();
        ImportTrials.delete(folder); // one that is gone is no fault
    }

    @Test
    void a_turn_is_given_back_whatever_comes_of_it() {
        ImportTrials trials = new ImportTrials();
        assertThatThrownBy(() -> trials.inTurn(() -> {
                    throw new Refusal.Invalid("import", "no model");
                }))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(trials.<String>inTurn(() -> "read")).isEqualTo("read");
    }

    @Test
    void of_too_many_none_waits() {
        ImportTrials trials = new ImportTrials(0);
        String whole = trials.inTurn(() -> {
            assertThatThrownBy(() -> trials.inTurn(Duration.ofHours(1), () -> "another"))
                    .isInstanceOf(Refusal.Unavailable.class);
            return "read";
        });
        assertThat(whole).isEqualTo("read");
    }
}
