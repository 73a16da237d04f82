package org.modelyard.ml.bundle;

import com.google.protobuf.Any;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.modelyard.ml.binary.ProtobufScan;
import org.modelyard.platform.model.Texts;
import org.tribuo.classification.protos.ImmutableLabelInfoProto;
import org.tribuo.classification.protos.LabelProto;
import org.tribuo.classification.sgd.protos.ClassificationLinearSGDProto;
import org.tribuo.common.tree.protos.LeafNodeProto;
import org.tribuo.common.tree.protos.SplitNodeProto;
import org.tribuo.common.tree.protos.TreeModelProto;
import org.tribuo.math.protos.DenseTensorProto;
import org.tribuo.math.protos.LinearParametersProto;
import org.tribuo.protos.core.CategoricalIDInfoProto;
import org.tribuo.protos.core.ImmutableFeatureMapProto;
import org.tribuo.protos.core.RealIDInfoProto;
import org.tribuo.protos.core.WeightedEnsembleModelProto;
import org.tribuo.regression.protos.ImmutableRegressionInfoProto;
import org.tribuo.regression.protos.RegressorProto;
import org.tribuo.regression.sgd.protos.RegressionLinearSGDProto;

/**
 * Classes that a Tribuo file may name, looked for in all of its messages. Tribuo's own loader makes objects of whatever class is named, and some
 * of those read Java-serialised bytes (LibLinear's); here a name is text, and a message that is none of these is not read at all.
 */
final class TribuoAllowed {

    private static final Set<String> CLASSES = Set.of(
            TribuoWriter.CLASSIFICATION,
            TribuoWriter.REGRESSION,
            "org.tribuo.common.tree.TreeModel",
            "org.tribuo.common.tree.LeafNode",
            "org.tribuo.common.tree.SplitNode",
            "org.tribuo.ensemble.WeightedEnsembleModel",
            TribuoTrees.VOTES,
            TribuoTrees.WEIGHTED_VOTES,
            TribuoTrees.MEAN,
            "org.tribuo.ImmutableFeatureMap",
            "org.tribuo.RealIDInfo",
            "org.tribuo.CategoricalIDInfo",
            "org.tribuo.classification.ImmutableLabelInfo",
            "org.tribuo.classification.Label",
            "org.tribuo.regression.ImmutableRegressionInfo",
            "org.tribuo.regression.Regressor",
            "org.tribuo.math.LinearParameters",
            "org.tribuo.math.la.DenseMatrix",
            "org.tribuo.math.util.ExpNormalizer");

    private static final Map<String, Message> MESSAGES = Stream.<Message>of(
                    ClassificationLinearSGDProto.getDefaultInstance(),
                    RegressionLinearSGDProto.getDefaultInstance(),
                    TreeModelProto.getDefaultInstance(),
                    LeafNodeProto.getDefaultInstance(),
                    SplitNodeProto.getDefaultInstance(),
                    WeightedEnsembleModelProto.getDefaultInstance(),
                    ImmutableFeatureMapProto.getDefaultInstance(),
                    RealIDInfoProto.getDefaultInstance(),
                    CategoricalIDInfoProto.getDefaultInstance(),
                    ImmutableLabelInfoProto.getDefaultInstance(),
                    LabelProto.getDefaultInstance(),
                    ImmutableRegressionInfoProto.getDefaultInstance(),
                    RegressorProto.getDefaultInstance(),
                    LinearParametersProto.getDefaultInstance(),
                    DenseTensorProto.getDefaultInstance())
            .collect(Collectors.toMap(message -> message.getDescriptorForType().getFullName(), Function.identity()));

    private static final int DEEPEST = 24;
    /** Says when and how it was trained, by classes of its own; nothing of it is read. */
    private static final String PROVENANCE = "provenance";

    private TribuoAllowed() {}

    /** @throws CorruptBundle when the message, or one in it, names another class or is another message */
    static void check(Message message) {
        check(message, 0);
    }

    private static void check(Message message, int depth) {
        if (depth > DEEPEST) {
            throw new CorruptBundle("Its messages lie more than " + DEEPEST + " deep.");
        }
        for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
            if (field.getKey().getName().equals("class_name")
                    && !CLASSES.contains(field.getValue().toString())) {
                throw new CorruptBundle("It names the class '"
                        + Texts.brief(field.getValue().toString())
                        + "', which is not read here. Taken are linear models with probabilities, trees, and votes or means"
                        + " of trees.");
            }
            if (field.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE
                    && !field.getKey().getName().equals(PROVENANCE)) {
                List<?> inner = field.getKey().isRepeated() ? (List<?>) field.getValue() : List.of(field.getValue());
                inner.forEach(one -> check(one instanceof Any any ? opened(any) : (Message) one, depth + 1));
            }
        }
    }

    private static Message opened(Any any) {
        String name = any.getTypeUrl().substring(any.getTypeUrl().lastIndexOf('/') + 1);
        if (name.isEmpty() && any.getValue().isEmpty()) {
            return Any.getDefaultInstance(); // a normaliser has nothing to say
        }
        Message known = MESSAGES.get(name);
        if (known == null) {
            throw new CorruptBundle("It holds a message '" + Texts.brief(name) + "', which is not read here.");
        }
        try {
            ProtobufScan.check(any.getValue().newCodedInput(), known.getDescriptorForType());
            return known.newBuilderForType().mergeFrom(any.getValue()).build();
        } catch (InvalidProtocolBufferException e) {
            throw new CorruptBundle("Its '" + Texts.brief(name) + "' cannot be read.", e);
        }
    }
}
