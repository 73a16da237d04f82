package org.modelyard.ml.bundle;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import com.oracle.labs.mlrg.olcut.config.protobuf.ProtoProvenanceSerialization;
import com.oracle.labs.mlrg.olcut.provenance.MapProvenance;
import com.oracle.labs.mlrg.olcut.provenance.Provenance;
import com.oracle.labs.mlrg.olcut.provenance.ProvenanceUtil;
import com.oracle.labs.mlrg.olcut.provenance.primitives.DateTimeProvenance;
import com.oracle.labs.mlrg.olcut.provenance.primitives.StringProvenance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.RealIDInfo;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.math.LinearParameters;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.math.protos.NormalizerProto;
import org.tribuo.math.protos.ParametersProto;
import org.tribuo.math.protos.TensorProto;
import org.tribuo.math.util.ExpNormalizer;
import org.tribuo.protos.core.FeatureDomainProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.OutputDomainProto;
import org.tribuo.protos.core.RealIDInfoProto;
import org.tribuo.protos.core.VariableInfoProto;
import org.tribuo.provenance.ModelProvenance;
import org.tribuo.provenance.impl.EmptyDatasetProvenance;
import org.tribuo.provenance.impl.EmptyTrainerProvenance;
import org.tribuo.regression.protos.ImmutableRegressionInfoProto;
import org.tribuo.regression.sgd.protos.RegressionLinearSGDProto;

/**
 * Writes a linear model in the form of Tribuo's {@code LinearSGDModel}, whose constructor is not public. What Tribuo's provenance
 * would say of time and machine is left neutral: it is kept in the lineage, and here it would change the file's hash.
 */
final class TribuoWriter {

    static final String CLASSIFICATION = org.tribuo.classification.sgd.linear.LinearSGDModel.class.getName();
    static final String REGRESSION = org.tribuo.regression.sgd.linear.LinearSGDModel.class.getName();

    private TribuoWriter() {}

    static byte[] write(LinearModel model, List<String> labels, List<String> meanings) {
        TribuoNames names = TribuoNames.of(meanings);
        boolean regression = labels.isEmpty();
        ModelDataProto metadata = ModelDataProto.newBuilder()
                .setName("modelyard")
                .setProvenance(new ProtoProvenanceSerialization(false)
                        .serializeToProto(
                                ProvenanceUtil.marshalProvenance(provenance(regression ? REGRESSION : CLASSIFICATION))))
                .setGenerateProbabilities(!regression)
                .setFeatureDomain(features(names))
                .setOutputDomain(regression ? dimension() : labels(labels))
                .setTribuoVersion(org.tribuo.Tribuo.VERSION)
                .build();
        ParametersProto parameters = parameters(model, names);
        Message inner = regression
                ? RegressionLinearSGDProto.newBuilder()
                        .setMetadata(metadata)
                        .setParams(parameters)
                        .addDimensionNames(TribuoNames.DIMENSION)
                        .build()
                : ClassificationLinearSGDProto.newBuilder()
                        .setMetadata(metadata)
                        .setParams(parameters)
                        .setNormalizer(NormalizerProto.newBuilder().setClassName(ExpNormalizer.class.getName()))
                        .build();
        return bytes(ModelProto.newBuilder()
                .setClassName(regression ? REGRESSION : CLASSIFICATION)
                .setSerializedData(Any.pack(inner))
                .build());
    }

    private static byte[] bytes(Message message) {
        byte[] bytes = new byte[message.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            message.writeTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes;
    }

    private static ModelProvenance provenance(String className) {
        Map<String, Provenance> map = new TreeMap<>();
        map.put("class-name", new StringProvenance("class-name", className));
        map.put("dataset", new EmptyDatasetProvenance());
        map.put("trainer", new EmptyTrainerProvenance());
        map.put("trained-at", new DateTimeProvenance("trained-at", Instant.EPOCH.atOffset(ZoneOffset.UTC)));
        map.put("instance-values", new MapProvenance<>());
        map.put("tribuo-version", new StringProvenance("tribuo-version", org.tribuo.Tribuo.VERSION));
        for (String neutral : List.of("java-version", "os-name", "os-arch")) {
            map.put(neutral, new StringProvenance(neutral, "unknown"));
        }
        return new ModelProvenance(map);
    }

    private static FeatureDomainProto features(TribuoNames names) {
        ImmutableFeatureMapProto.Builder map = ImmutableFeatureMapProto.newBuilder();
        for (int id = 0; id < names.sorted().size(); id++) {
            map.addInfo(VariableInfoProto.newBuilder()
                    .setClassName(RealIDInfo.class.getName())
                    .setSerializedData(Any.pack(RealIDInfoProto.newBuilder()
                            .setName(names.sorted().get(id))
                            .setCount(1)
                            .setId(id)
                            .build())));
        }
        return FeatureDomainProto.newBuilder()
                .setClassName(ImmutableFeatureMap.class.getName())
                .setSerializedData(Any.pack(map.build()))
                .build();
    }

    private static OutputDomainProto labels(List<String> labels) {
        ImmutableLabelInfoProto.Builder info = ImmutableLabelInfoProto.newBuilder();
        for (int id = 0; id < labels.size(); id++) {
            info.addLabel(TribuoNames.utf8(labels.get(id))).addCount(1).addId(id);
        }
        return OutputDomainProto.newBuilder()
                .setClassName("org.tribuo.classification.ImmutableLabelInfo")
                .setSerializedData(Any.pack(info.build()))
                .build();
    }

    private static OutputDomainProto dimension() {
        return OutputDomainProto.newBuilder()
                .setClassName("org.tribuo.regression.ImmutableRegressionInfo")
                .setSerializedData(Any.pack(ImmutableRegressionInfoProto.newBuilder()
                        .addLabel(TribuoNames.DIMENSION)
                        .addCount(1)
                        .addId(0)
                        .addMax(0)
                        .addMin(0)
                        .addMean(0)
                        .addSumSquares(0)
                        .setOverallCount(1)
                        .build()))
                .build();
    }

    /** A row an output, a column a feature in Tribuo's order, the bias last; with two labels the first row is zero. */
    private static ParametersProto parameters(LinearModel model, TribuoNames names) {
        int columns = model.width() + 1;
        int first = model.link() == Link.LOGISTIC ? 1 : 0;
        int rows = first + model.outputs();
        ByteBuffer values = ByteBuffer.allocate(Math.multiplyExact(Math.multiplyExact(rows, columns), Double.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        values.position(first * columns * Double.BYTES);
        for (int output = 0; output < model.outputs(); output++) {
            for (int feature : names.ours()) {
                values.putDouble(model.weights()[feature * model.outputs() + output]);
            }
            values.putDouble(model.bias()[output]);
        }
        ByteString content = UnsafeByteOperations.unsafeWrap(values.array());
        DenseTensorProto matrix = DenseTensorProto.newBuilder()
                .addDimensions(rows)
                .addDimensions(columns)
                .setValues(content)
                .build();
        TensorProto tensor = TensorProto.newBuilder()
                .setClassName(DenseMatrix.class.getName())
                .setSerializedData(Any.pack(matrix))
                .build();
        return ParametersProto.newBuilder()
                .setClassName(LinearParameters.class.getName())
                .setSerializedData(Any.pack(LinearParametersProto.newBuilder()
                        .setWeightMatrix(tensor)
                        .build()))
                .build();
    }
}
