package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;

/**
 * TensorFlow Serving's REST in the row form: {@code instances} of objects by name (or of arrays of numbers where a tensor is named), and
 * {@code predictions} of numbers, arrays, or objects with named outputs.
 */
record TensorFlowWire(RemoteSpec spec, AnswerReader reader) implements Wire {

    @Override
    public boolean takesMany() {
        return true;
    }

    @Override
    public JsonNode request(List<InputRow> rows) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode instances = request.putArray("instances");
        for (InputRow row : rows) {
            if (spec.tensor() == null) {
                instances.add(Wire.object(spec.signature(), row));
            } else {
                Wire.numbers(spec.signature(), row, instances.addObject().putArray(spec.tensor()));
            }
        }
        return request;
    }

    @Override
    public Scores[] answers(JsonNode answer, int rows) {
        JsonNode predictions = answer.path("predictions");
        if (!predictions.isArray() || predictions.size() != rows) {
            throw AnswerReader.odd(rows + " predictions were expected", answer);
        }
        Scores[] read = new Scores[rows];
        for (int i = 0; i < rows; i++) {
            read[i] = one(predictions.get(i));
        }
        return read;
    }

    private Scores one(JsonNode prediction) {
        String label = spec.answers().get("label");
        String scores = spec.answers().getOrDefault("scores", spec.answers().get("value"));
        if (scores != null) {
            return reader.any(prediction.path(scores));
        }
        if (label != null) {
            String score = spec.answers().get("score");
            return reader.label(
                    prediction.path(label),
                    score == null ? JsonNodeFactory.instance.missingNode() : prediction.path(score));
        }
        return reader.any(prediction);
    }
}
