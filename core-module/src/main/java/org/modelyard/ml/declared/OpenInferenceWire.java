package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/**
 * Open Inference Protocol v2: a tensor of shape [rows, 1] an input (FP64, BOOL or BYTES), or one of [rows, inputs]. The answer is read
 * from the named output, else from the first.
 */
record OpenInferenceWire(RemoteSpec spec, AnswerReader reader) implements Wire {

    @Override
    public boolean takesMany() {
        return true;
    }

    @Override
    public JsonNode request(List<InputRow> rows) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode inputs = request.putArray("inputs");
        Signature signature = spec.signature();
        if (spec.tensor() != null) {
            ArrayNode data = tensor(
                    inputs,
                    spec.tensor(),
                    "FP64",
                    rows.size(),
                    signature.inputs().size());
            rows.forEach(row -> Wire.numbers(signature, row, data));
            return request;
        }
        for (int i = 0; i < signature.inputs().size(); i++) {
            Signature.Input input = signature.inputs().get(i);
            ArrayNode data =
                    tensor(inputs, input.feature().name(), type(input.feature().type()), rows.size(), 1);
            for (InputRow row : rows) {
                JsonNode value = Wire.value(input, row, i);
                if (value.isNull()) {
                    throw Wire.missing(input);
                }
                data.add(value);
            }
        }
        return request;
    }

    private static ArrayNode tensor(ArrayNode inputs, String name, String type, int rows, int columns) {
        ObjectNode tensor = inputs.addObject().put("name", name).put("datatype", type);
        tensor.putArray("shape").add(rows).add(columns);
        return tensor.putArray("data");
    }

    private static String type(FeatureType type) {
        return switch (type) {
            case NUMERIC -> "FP64";
            case BOOLEAN -> "BOOL";
            case TIMESTAMP, TEXT, CATEGORICAL -> "BYTES";
        };
    }

    @Override
    public Scores[] answers(JsonNode answer, int rows) {
        JsonNode outputs = answer.path("outputs");
        String label = spec.answers().get("label");
        String scores = spec.answers().getOrDefault("scores", spec.answers().get("value"));
        Scores[] read = new Scores[rows];
        if (label != null && scores == null) {
            JsonNode labels = flat(output(outputs, label));
            JsonNode certain = spec.answers().containsKey("score")
                    ? flat(output(outputs, String.valueOf(spec.answers().get("score"))))
                    : JsonNodeFactory.instance.arrayNode();
            for (int i = 0; i < rows; i++) {
                read[i] = reader.label(labels.path(i), certain.path(i));
            }
            return read;
        }
        ArrayNode data = flat(scores == null ? outputs.path(0) : output(outputs, scores));
        if (data.isEmpty() || data.size() % rows != 0) {
            throw AnswerReader.odd("an output with as many numbers for each of " + rows + " rows was expected", answer);
        }
        int each = data.size() / rows;
        for (int i = 0; i < rows; i++) {
            ArrayNode own = JsonNodeFactory.instance.arrayNode();
            for (int j = 0; j < each; j++) {
                own.add(data.get(i * each + j));
            }
            read[i] = reader.any(each == 1 ? own.get(0) : own);
        }
        return read;
    }

    private static JsonNode output(JsonNode outputs, String name) {
        for (JsonNode output : outputs) {
            if (output.path("name").asText().equals(name)) {
                return output;
            }
        }
        throw AnswerReader.odd("an output '" + name + "' was expected", outputs);
    }

    /** Data may be nested or flat, by the protocol. */
    private static ArrayNode flat(JsonNode output) {
        ArrayNode flat = JsonNodeFactory.instance.arrayNode();
        flatten(output.path("data"), flat);
        return flat;
    }

    private static void flatten(JsonNode data, ArrayNode into) {
        for (JsonNode one : data) {
            if (one.isArray()) {
                flatten(one, into);
            } else {
                into.add(one);
            }
        }
    }
}
