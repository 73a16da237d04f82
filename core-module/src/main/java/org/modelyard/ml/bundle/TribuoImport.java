package org.modelyard.ml.bundle;

import com.google.protobuf.Any;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.binary.ProtobufScan;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.train.TrainerSpec;
import org.modelyard.platform.model.Refusal;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.math.protos.ParametersProto;
import org.tribuo.protos.core.CategoricalIDInfoProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.RealIDInfoProto;
import org.tribuo.protos.core.VariableInfoProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;
import org.tribuo.regression.protos.ImmutableRegressionInfoProto;
import org.tribuo.regression.sgd.protos.RegressionLinearSGDProto;

/**
 * A model that Tribuo has written, in our own form: its features are numbers under their names, absent ones 0 as in Tribuo. Read message by message;
 * no class is made by its name. Inputs are cut to floats.
 */
public final class TribuoImport {

    private static final String TRAINER = "tribuo";
    private static final int MOST_LABELS = 10_000;

    private TribuoImport() {}

    /**
     * @param bytes what Tribuo's {@code Model.serializeToFile} wrote
     * @throws CorruptBundle when it is something else, or a model that has no form here
     */
    public static ModelBundle read(byte[] bytes) {
        try {
            ProtobufScan.check(CodedInputStream.newInstance(bytes), ModelProto.getDescriptor());
            ModelProto proto = ModelProto.parseFrom(bytes);
            require(!proto.getClassName().isEmpty(), "It names no model.");
            TribuoAllowed.check(proto);
            return bundle(proto.getSerializedData());
        } catch (CorruptBundle e) {
            throw e;
        } catch (InvalidProtocolBufferException | CorruptContent | IllegalArgumentException | Refusal.Invalid e) {
            throw new CorruptBundle("It is no model of Tribuo's that is taken here. " + e.getMessage(), e);
        }
    }

    private static ModelBundle bundle(Any inner) throws InvalidProtocolBufferException {
        if (inner.is(ClassificationLinearSGDProto.class)) {
            ClassificationLinearSGDProto linear = inner.unpack(ClassificationLinearSGDProto.class);
            require(linear.hasNormalizer(), "It gives no probabilities.");
            List<String> features = features(linear.getMetadata());
            List<String> labels = labels(linear.getMetadata());
            require(labels.size() >= 2, "It knows fewer than two labels.");
            return made(features, labels, linear(linear.getParams(), features.size(), labels.size()));
        }
        if (inner.is(RegressionLinearSGDProto.class)) {
            RegressionLinearSGDProto linear = inner.unpack(RegressionLinearSGDProto.class);
            List<String> features = features(linear.getMetadata());
            requireOneDimension(linear.getMetadata());
            return made(features, List.of(), linear(linear.getParams(), features.size(), 0));
        }
        if (inner.is(TreeModelProto.class)) {
            TreeModelProto tree = inner.unpack(TreeModelProto.class);
            return trees(tree.getMetadata(), new TribuoTrees(tree));
        }
        if (inner.is(WeightedEnsembleModelProto.class)) {
            WeightedEnsembleModelProto ensemble = inner.unpack(WeightedEnsembleModelProto.class);
            return trees(ensemble.getMetadata(), new TribuoTrees(ensemble));
        }
        throw new CorruptBundle("It holds '" + inner.getTypeUrl() + "', which is no model.");
    }

    private static ModelBundle trees(ModelDataProto metadata, TribuoTrees trees) throws InvalidProtocolBufferException {
        List<String> features = features(metadata);
        boolean regression = metadata.getOutputDomain().getSerializedData().is(ImmutableRegressionInfoProto.class);
        if (regression) {
            requireOneDimension(metadata);
        }
        List<String> labels = regression ? List.of() : labels(metadata);
        require(regression || labels.size() >= 2, "It knows fewer than two labels.");
        return made(features, labels, trees.model(features, labels));
    }

    private static ModelBundle made(List<String> features, List<String> labels, TrainedModel model) {
        List<FeatureSpec> numbers = features.stream()
                .map(name -> new FeatureSpec(name, FeatureType.NUMERIC))
                .toList();
        ModelScorer scorer = new ModelScorer(FeatureEncoder.plain(numbers), model, labels);
        return new ModelBundle(scorer, new TrainerSpec(TRAINER, Map.of()), 0);
    }

    /** By their ids. */
    static List<String> features(ModelDataProto metadata) throws InvalidProtocolBufferException {
        ImmutableFeatureMapProto map =
                metadata.getFeatureDomain().getSerializedData().unpack(ImmutableFeatureMapProto.class);
        @Nullable String[] names = new String[map.getInfoCount()];
        for (VariableInfoProto info : map.getInfoList()) {
            Any data = info.getSerializedData();
            boolean real = data.is(RealIDInfoProto.class);
            int id = real
                    ? data.unpack(RealIDInfoProto.class).getId()
                    : data.unpack(CategoricalIDInfoProto.class).getId();
            String name = real
                    ? data.unpack(RealIDInfoProto.class).getName()
                    : data.unpack(CategoricalIDInfoProto.class).getName();
            require(id >= 0 && id < names.length && names[id] == null, "Its features are not numbered one by one.");
            names[id] = name;
        }
        require(names.length > 0, "It has no features.");
        return whole(names, "features");
    }

    private static List<String> whole(@Nullable String[] names, String what) {
        List<String> whole = Arrays.stream(names)
                .map(name -> Objects.requireNonNullElse(name, ""))
                .toList();
        require(
                whole.stream().noneMatch(String::isBlank) && new HashSet<>(whole).size() == whole.size(),
                "Its " + what + " do not have a name each.");
        return whole;
    }

    private static List<String> labels(ModelDataProto metadata) throws InvalidProtocolBufferException {
        ImmutableLabelInfoProto info =
                metadata.getOutputDomain().getSerializedData().unpack(ImmutableLabelInfoProto.class);
        require(info.getLabelCount() <= MOST_LABELS, "It knows more than " + MOST_LABELS + " labels.");
        require(info.getIdCount() == info.getLabelCount(), "Its labels are not numbered one by one.");
        @Nullable String[] names = new String[info.getLabelCount()];
        for (int i = 0; i < names.length; i++) {
            int id = info.getId(i);
            require(id >= 0 && id < names.length && names[id] == null, "Its labels are not numbered one by one.");
            names[id] = info.getLabel(i);
        }
        return whole(names, "labels");
    }

    private static void requireOneDimension(ModelDataProto metadata) throws InvalidProtocolBufferException {
        int dimensions = metadata.getOutputDomain()
                .getSerializedData()
                .unpack(ImmutableRegressionInfoProto.class)
                .getLabelCount();
        require(dimensions == 1, "It answers " + dimensions + " numbers a row; one is taken.");
    }

    /** A row an output, a column a feature, the bias last. Of two labels the difference of their rows is in favour of the second. */
    private static LinearModel linear(ParametersProto parameters, int width, int labels)
            throws InvalidProtocolBufferException {
        LinearParametersProto linear = parameters.getSerializedData().unpack(LinearParametersProto.class);
        DenseTensorProto matrix = linear.getWeightMatrix().getSerializedData().unpack(DenseTensorProto.class);
        int rows = Math.max(1, labels);
        require(
                matrix.getDimensionsList().equals(List.of(rows, width + 1))
                        && matrix.getValues().size() == (long) rows * (width + 1) * Double.BYTES,
                "Its weights have another shape than its features and labels.");
        ByteBuffer values = matrix.getValues().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        int outputs = labels == 2 ? 1 : rows;
        double[] weights = new double[outputs * width];
        double[] bias = new double[outputs];
        for (int row = 0; row < rows; row++) {
            int output = labels == 2 ? 0 : row;
            int sign = labels == 2 && row == 0 ? -1 : 1;
            for (int feature = 0; feature < width; feature++) {
                weights[feature * outputs + output] += sign * values.getDouble();
            }
            bias[output] += sign * values.getDouble();
        }
        Link link = labels == 0 ? Link.IDENTITY : labels == 2 ? Link.LOGISTIC : Link.SOFTMAX;
        return new LinearModel(link, outputs, width, weights, bias);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CorruptBundle(otherwise);
        }
    }
}
