package org.modelyard.ml.bundle;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.math.protos.ParametersProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.ModelDataProto;
import org.tribuo.protos.core.ModelProto;
import org.tribuo.protos.core.RealIDInfoProto;
import org.tribuo.protos.core.VariableInfoProto;
import org.tribuo.regression.sgd.protos.RegressionLinearSGDProto;

/**
 * Reads what {@link TribuoWriter} wrote, message by message. Tribuo's own loader makes objects of any class that the bytes name; this one
 * takes the names as text to compare.
 */
final class TribuoReader {

    private TribuoReader() {}

    /**
     * @param labels what the manifest says; empty for regression
     * @param meanings the encoder's features
     * @throws CorruptBundle when the bytes are no such model, or another one's
     */
    static LinearModel read(byte[] bytes, List<String> labels, List<String> meanings) {
        try {
            ModelProto proto = ModelProto.parseFrom(bytes);
            boolean regression = labels.isEmpty();
            require(
                    proto.getClassName().equals(regression ? TribuoWriter.REGRESSION : TribuoWriter.CLASSIFICATION),
                    "The model is of another kind than its manifest says.");
            TribuoNames names = TribuoNames.of(meanings);
            if (regression) {
                RegressionLinearSGDProto inner = unpack(proto.getSerializedData(), RegressionLinearSGDProto.class);
                requireFeatures(inner.getMetadata(), names);
                return model(inner.getParams(), Link.IDENTITY, 1, names);
            }
            ClassificationLinearSGDProto inner = unpack(proto.getSerializedData(), ClassificationLinearSGDProto.class);
            requireFeatures(inner.getMetadata(), names);
            requireLabels(inner.getMetadata(), labels);
            return labels.size() == 2
                    ? model(inner.getParams(), Link.LOGISTIC, 1, names)
                    : model(inner.getParams(), Link.SOFTMAX, labels.size(), names);
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptBundle("The model is no Tribuo protobuf.", e);
        }
    }

    private static <T extends Message> T unpack(Any any, Class<T> type) throws InvalidProtocolBufferException {
        require(any.is(type), "The model holds something else than a " + type.getSimpleName() + ".");
        return any.unpack(type);
    }

    private static void requireFeatures(ModelDataProto metadata, TribuoNames names)
            throws InvalidProtocolBufferException {
        ImmutableFeatureMapProto map =
                unpack(metadata.getFeatureDomain().getSerializedData(), ImmutableFeatureMapProto.class);
        require(map.getInfoCount() == names.sorted().size(), "Model and encoder have another number of features.");
        int id = 0;
        for (VariableInfoProto info : map.getInfoList()) {
            RealIDInfoProto feature = unpack(info.getSerializedData(), RealIDInfoProto.class);
            require(
                    feature.getId() == id
                            && feature.getName().equals(names.sorted().get(id)),
                    "Model and encoder have different features.");
            id++;
        }
    }

    private static void requireLabels(ModelDataProto metadata, List<String> labels)
            throws InvalidProtocolBufferException {
        ImmutableLabelInfoProto info =
                unpack(metadata.getOutputDomain().getSerializedData(), ImmutableLabelInfoProto.class);
        require(
                info.getLabelList()
                        .equals(labels.stream().map(TribuoNames::utf8).toList()),
                "Model and manifest have different labels.");
        for (int id = 0; id < info.getIdCount(); id++) {
            require(info.getId(id) == id, "The model's labels are out of order.");
        }
    }

    private static LinearModel model(ParametersProto parameters, Link link, int outputs, TribuoNames names)
            throws InvalidProtocolBufferException {
        LinearParametersProto linear = unpack(parameters.getSerializedData(), LinearParametersProto.class);
        DenseTensorProto matrix = unpack(linear.getWeightMatrix().getSerializedData(), DenseTensorProto.class);
        int width = names.ours().length;
        int first = link == Link.LOGISTIC ? 1 : 0;
        List<Integer> shape = List.of(first + outputs, width + 1);
        require(
                matrix.getDimensionsList().equals(shape)
                        && matrix.getValues().size() == (first + outputs) * (width + 1L) * Double.BYTES,
                "The model's weights have another shape than its features and labels.");
        ByteBuffer values = matrix.getValues().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < first * (width + 1); i++) {
            require(values.getDouble() == 0, "The first of two labels has weights of its own.");
        }
        double[] weights = new double[outputs * width];
        double[] bias = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            for (int feature : names.ours()) {
                weights[feature * outputs + output] = values.getDouble();
            }
            bias[output] = values.getDouble();
        }
        return new LinearModel(link, outputs, width, weights, bias);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new CorruptBundle(otherwise);
        }
    }
}
