package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;

/**
 * JSON by a template, one row a request. In it the text <code>{{name}}</code> becomes the input's value, <code>{{inputs}}</code> the
 * object of all; within a longer text an input's text is put in. The answer is found by JSON pointers.
 */
record TemplateWire(RemoteSpec spec, AnswerReader reader) implements Wire {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    @Override
    public boolean takesMany() {
        return false;
    }

    @Override
    public JsonNode request(List<InputRow> rows) {
        return filled(Objects.requireNonNull(spec.template()), Wire.object(spec.signature(), rows.get(0)));
    }

    private static JsonNode filled(JsonNode template, ObjectNode inputs) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        if (template.isObject()) {
            ObjectNode filled = nodes.objectNode();
            template.fields().forEachRemaining(field -> filled.set(field.getKey(), filled(field.getValue(), inputs)));
            return filled;
        }
        if (template.isArray()) {
            ArrayNode filled = nodes.arrayNode();
            template.forEach(one -> filled.add(filled(one, inputs)));
            return filled;
        }
        return template.isTextual() ? text(template.textValue(), inputs) : template;
    }

    private static JsonNode text(String template, ObjectNode inputs) {
        if (template.equals(OPEN + "inputs" + CLOSE)) {
            return inputs;
        }
        if (template.startsWith(OPEN) && template.indexOf(CLOSE) == template.length() - CLOSE.length()) {
            JsonNode value = inputs.get(name(template, 0));
            return value == null ? JsonNodeFactory.instance.textNode(template) : value;
        }
        StringBuilder filled = new StringBuilder();
        int at = 0;
        for (int open = template.indexOf(OPEN); open >= 0; open = template.indexOf(OPEN, at)) {
            int close = template.indexOf(CLOSE, open);
            JsonNode value = close < 0 ? null : inputs.get(name(template, open));
            if (value == null) {
                filled.append(template, at, open + OPEN.length());
                at = open + OPEN.length();
            } else {
                filled.append(template, at, open).append(value.isNull() ? "" : value.asText());
                at = close + CLOSE.length();
            }
        }
        return JsonNodeFactory.instance.textNode(
                filled.append(template, at, template.length()).toString());
    }

    private static String name(String template, int open) {
        return template.substring(open + OPEN.length(), template.indexOf(CLOSE, open))
                .strip();
    }

    @Override
    public Scores[] answers(JsonNode answer, int rows) {
        String value = spec.answers().get("value");
        String scores = spec.answers().get("scores");
        String score = spec.answers().get("score");
        Signature signature = spec.signature();
        if (signature.labels().isEmpty()) {
            return new Scores[] {reader.value(answer.at(String.valueOf(value)))};
        }
        if (scores != null) {
            return new Scores[] {reader.scores(answer.at(scores))};
        }
        return new Scores[] {
            reader.label(
                    answer.at(String.valueOf(spec.answers().get("label"))),
                    score == null ? JsonNodeFactory.instance.missingNode() : answer.at(score))
        };
    }
}
