package org.modelyard.ml.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.DOUBLE;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.STRING;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.ml.feature.ColumnStep;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.onnx.OnnxColumns.Encoded;

/**
 * Writes a model with its feature step, calibration and decision as an ONNX file of standard operators (ai.onnx 15, ai.onnx.ml 3). Where one
 * feature's step cannot be expressed, the file takes encoded rows instead, and says why.
 */
public final class OnnxWriter {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MISSING = "__missing__";
    private static final String ENCODED = "features";

    private final FeatureEncoder encoder;
    private final ModelScorer scorer;
    private final OnnxGraph graph = new OnnxGraph();
    private final List<OnnxExport.Input> inputs = new ArrayList<>();

    private OnnxWriter(ModelScorer scorer) {
        this.scorer = scorer;
        this.encoder = scorer.encoder();
    }

    /**
     * Why a model cannot be written at all; empty when it can, unless it is too large.
     */
    public static String hindrance(TrainedModel model) {
        return OnnxSums.hindrance(model);
    }

    /**
     * The same model gives the same bytes.
     *
     * @throws NotExpressible when the model itself cannot be written
     */
    public static OnnxExport write(ModelScorer scorer) {
        return new OnnxWriter(scorer).write();
    }

    private OnnxExport write() {
        List<OnnxExport.Outside> outside = outside(encoder);
        String rows = outside.isEmpty() ? encoded() : given();
        List<String> labels = scorer.signature().labels();
        TrainedModel model = scorer.model();
        OnnxSums sums = new OnnxSums(graph, rows);
        String answers = sums.answers(model.link(), model.outputs(), sums.of(model));
        String answer;
        String label = "";
        if (labels.isEmpty()) {
            answer = graph.output("value", answers, DOUBLE, 1);
        } else {
            OnnxDecision decision = new OnnxDecision(graph);
            String stated = model.outputs() == 1 ? decision.both(answers) : answers;
            String probabilities = decision.calibrated(scorer.decision(), stated, labels.size());
            String best = decision.best(scorer.decision(), probabilities);
            label = graph.output("label", graph.node("Gather", graph.strings(labels), best), STRING, 0);
            answer = graph.output("probabilities", probabilities, DOUBLE, labels.size());
        }
        return new OnnxExport(graph.toBytes(metadata(outside, answer, label)), inputs, outside, answer, label);
    }

    /** The features whose step cannot be expressed, and why. */
    public static List<OnnxExport.Outside> outside(FeatureEncoder encoder) {
        List<OnnxExport.Outside> outside = new ArrayList<>();
        List<ColumnStep> steps = encoder.steps();
        List<FeatureSpec> features = encoder.features();
        for (int i = 0; i < steps.size(); i++) {
            ColumnStep step = steps.get(i);
            String reason = hindrance(step);
            if (!reason.isEmpty()) {
                String name = step instanceof ColumnStep.OfProduct product
                        ? features.get(product.left()).name() + " × "
                                + features.get(product.right()).name()
                        : features.get(i).name();
                outside.add(new OnnxExport.Outside(name, reason));
            }
        }
        return outside;
    }

    private static String hindrance(ColumnStep step) {
        if (step instanceof ColumnStep.OfText) {
            return "a text is cut into words by Unicode's letters and digits, and standard operators split at blanks alone";
        }
        if (step instanceof ColumnStep.OfHashedCategory
                || (step instanceof ColumnStep.OfProduct product && product.bits() > 0)) {
            return "values are hashed, and no standard operator looks into a string";
        }
        return step instanceof ColumnStep.OfTime time ? OnnxTimes.hindrance(time) : "";
    }

    private String given() {
        inputs.add(new OnnxExport.Input(ENCODED, false, ""));
        return graph.input(ENCODED, FLOAT, encoder.width());
    }

    private String encoded() {
        List<ColumnStep> steps = encoder.steps();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < encoder.features().size(); i++) { // before any other value may take a feature's name
            boolean text = steps.get(i) instanceof ColumnStep.OfCategory;
            String missing = steps.get(i) instanceof ColumnStep.OfCategory category ? missing(category.known()) : "";
            String name = encoder.features().get(i).name();
            inputs.add(new OnnxExport.Input(name, text, missing));
            names.add(graph.input(name, text ? STRING : DOUBLE, 1));
        }
        OnnxTimes columns = new OnnxTimes(graph);
        List<Encoded> encoded = new ArrayList<>();
        List<String> blocks = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i) instanceof ColumnStep.OfProduct product) {
                blocks.add(columns.product(encoded.get(product.left()), encoded.get(product.right())));
            } else {
                encoded.add(column(
                        columns, names.get(i), steps.get(i), inputs.get(i).missing()));
                blocks.add(encoded.get(i).block());
            }
        }
        return graph.beside(blocks);
    }

    private static Encoded column(OnnxTimes columns, String input, ColumnStep step, String missing) {
        if (step instanceof ColumnStep.OfNumber number) {
            return columns.number(input, number);
        }
        if (step instanceof ColumnStep.OfCategory category) {
            return columns.category(input, category, missing);
        }
        if (step instanceof ColumnStep.OfTime time) {
            return columns.time(input, time);
        }
        return columns.flag(input);
    }

    private static String missing(List<String> known) {
        StringBuilder missing = new StringBuilder(MISSING);
        while (known.contains(missing.toString())) {
            missing.append('_');
        }
        return missing.toString();
    }

    private Map<String, String> metadata(List<OnnxExport.Outside> outside, String answer, String label) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("modelyard.task", scorer.signature().task().name());
        metadata.put("modelyard.featureStep", outside.isEmpty() ? "INSIDE" : "OUTSIDE");
        metadata.put(
                "modelyard.labels",
                JSON.valueToTree(scorer.signature().labels()).toString());
        metadata.put(
                "modelyard.outputs",
                JSON.createObjectNode()
                        .put("answer", answer)
                        .put("label", label)
                        .toString());
        if (outside.isEmpty()) {
            metadata.put("modelyard.inputs", described().toString());
        } else {
            metadata.put("modelyard.outside", JSON.valueToTree(outside).toString());
            metadata.put(
                    "modelyard.features", JSON.valueToTree(encoder.meanings()).toString());
        }
        return metadata;
    }

    private ArrayNode described() {
        ArrayNode described = JSON.createArrayNode();
        for (int i = 0; i < inputs.size(); i++) {
            described
                    .addObject()
                    .put("name", inputs.get(i).name())
                    .put("type", encoder.features().get(i).type().name())
                    .put("missing", inputs.get(i).text() ? inputs.get(i).missing() : "NaN");
        }
        return described;
    }
}
