package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.ValueText;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;

/** How rows and answers are written in a protocol. */
sealed interface Wire permits OpenInferenceWire, TensorFlowWire, TorchServeWire, TemplateWire {

    JsonNode request(List<InputRow> rows);

    /** @throws Unanswerable when it is not what the protocol says */
    Scores[] answers(JsonNode answer, int rows);

    /** Whether one request may ask about several rows. */
    boolean takesMany();

    static Wire of(RemoteSpec spec) {
        return switch (spec.protocol()) {
            case OPEN_INFERENCE -> new OpenInferenceWire(spec, new AnswerReader(spec.signature()));
            case TENSORFLOW -> new TensorFlowWire(spec, new AnswerReader(spec.signature()));
            case TORCHSERVE -> new TorchServeWire(spec, new AnswerReader(spec.signature()));
            case JSON -> new TemplateWire(spec, new AnswerReader(spec.signature()));
        };
    }

    /** The value of an input as JSON; null where it is missing. */
    static JsonNode value(Signature.Input input, InputRow row, int place) {
        FeatureSpec feature = input.feature();
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (feature.type().textual()) {
            String text = row.texts()[place];
            return text == null ? nodes.nullNode() : nodes.textNode(text);
        }
        double number = row.numbers()[place];
        if (Double.isNaN(number)) {
            return nodes.nullNode();
        }
        return switch (feature.type()) {
            case BOOLEAN -> nodes.booleanNode(number != 0);
            case TIMESTAMP -> nodes.textNode(ValueText.format(feature.type(), number));
            default -> nodes.numberNode(number);
        };
    }

    /** Inputs by name, missing ones as null. */
    static ObjectNode object(Signature signature, InputRow row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < signature.inputs().size(); i++) {
            Signature.Input input = signature.inputs().get(i);
            object.set(input.feature().name(), value(input, row, i));
        }
        return object;
    }

    /** All inputs as numbers, in order. @throws Unanswerable when one is missing: JSON has no word for that in a tensor */
    static void numbers(Signature signature, InputRow row, ArrayNode into) {
        for (int i = 0; i < signature.inputs().size(); i++) {
            if (Double.isNaN(row.numbers()[i])) {
                throw missing(signature.inputs().get(i));
            }
            into.add(row.numbers()[i]);
        }
    }

    static Unanswerable missing(Signature.Input input) {
        return new Unanswerable(
                "'" + input.feature().name() + "' is missing, and a tensor takes no missing value: declare a default");
    }
}
