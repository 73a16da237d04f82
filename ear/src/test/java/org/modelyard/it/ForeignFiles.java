package org.modelyard.it;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Files as other programs write them: one that Tribuo itself has written, and others that say what they should not. */
final class ForeignFiles {

    /** Of the model that Tribuo trains. */
    static final String[] FEATURES = {"left", "right"};

    private static final int TRAINED = 600;

    private ForeignFiles() {}

    /** Which of two numbers is larger, as Tribuo has learnt it. */
    static byte[] tribuo() {
        LabelFactory labels = new LabelFactory();
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("test", labels), labels);
        Random random = new Random(5);
        for (int i = 0; i < TRAINED; i++) {
            double[] row = row(random);
            data.add(new ArrayExample<>(new Label(larger(row)), FEATURES, row));
        }
        return new LogisticRegressionTrainer().train(data).serialize().toByteArray();
    }

    /** Rows that it has not learnt from. */
    static String pairs(int rows) {
        Random random = new Random(6);
        StringBuilder csv = new StringBuilder(String.join(",", FEATURES)).append(",larger\n");
        for (int i = 0; i < rows; i++) {
            double[] row = row(random);
            csv.append(row[0]).append(',').append(row[1]).append(',').append(larger(row));
            csv.append('\n');
        }
        return csv.toString();
    }

    /** Floats, as both sides cut them. */
    private static double[] row(Random random) {
        return new double[] {6 * random.nextFloat() - 3, 6 * random.nextFloat() - 3};
    }

    private static String larger(double[] row) {
        return FEATURES[row[0] > row[1] ? 0 : 1];
    }

    /** The same graph with a constant that is to be read from a file of the server. */
    static byte[] withDataOutside(byte[] onnx) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
        model.getGraphBuilder()
                .addInitializer(TensorProto.newBuilder()
                        .setName("outside")
                        .setDataType(TensorProto.DataType.FLOAT_VALUE)
                        .addDims(1)
                        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("/etc/passwd")));
        return model.build().toByteArray();
    }

    /** The same graph with an operator that a library of its own would bring. */
    static byte[] withCustomOperator(byte[] onnx) throws IOException {
        ModelProto.Builder model = ModelProto.parseFrom(onnx).toBuilder();
        model.addOpsetImport(
                OperatorSetIdProto.newBuilder().setDomain("com.elsewhere").setVersion(1));
        model.getGraphBuilder()
                .addNode(NodeProto.newBuilder()
                        .setDomain("com.elsewhere")
                        .setOpType("ReadAnything")
                        .addOutput("anything"));
        return model.build().toByteArray();
    }

    /** The same package with another list of what is in it. */
    static byte[] listed(byte[] bundle, UnaryOperator<String> list) throws IOException {
        return packed(bundle, UnaryOperator.identity(), list);
    }

    /** The same package with its files under other names. */
    static byte[] named(byte[] bundle, UnaryOperator<String> names) throws IOException {
        return packed(bundle, names, UnaryOperator.identity());
    }

    private static byte[] packed(byte[] bundle, UnaryOperator<String> names, UnaryOperator<String> list)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bundle));
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (ZipEntry old = in.getNextEntry(); old != null; old = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                if (old.getName().equals("version.json")) {
                    content = list.apply(new String(content, StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8);
                }
                CRC32 sum = new CRC32();
                sum.update(content);
                ZipEntry entry = new ZipEntry(names.apply(old.getName()));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(content.length);
                entry.setCrc(sum.getValue());
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }
}
