package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;

/**
 * TorchServe: one row a request (it makes batches itself), an object by name or with one array of numbers; the answer is a number, an
 * array of probabilities, an object of probabilities by label, or one with named outputs.
 */
record TorchServeWire(RemoteSpec spec, AnswerReader reader) implements Wire {

    @Override
    public boolean takesMany() {
        return false;
    }

    @Override
    public JsonNode request(List<InputRow> rows) {
        if (spec.tensor() == null) {
            return Wire.object(spec.signature(), rows.get(0));
        }
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ArrayNode numbers = request.putArray(spec.tensor());
        Wire.numbers(spec.signature(), rows.get(0), numbers);
        return request;
    }

    @Override
    public Scores[] answers(JsonNode answer, int rows) {
        String scores = spec.answers().getOrDefault("scores", spec.answers().get("value"));
        String label = spec.answers().get("label");
        if (scores != null) {
            return new Scores[] {reader.any(answer.path(scores))};
        }
        if (label != null) {
            String score = spec.answers().get("score");
            return new Scores[] {
                reader.label(
                        answer.path(label), score == null ? JsonNodeFactory.instance.missingNode() : answer.path(score))
            };
        }
        return new Scores[] {reader.any(answer)};
    }
}
