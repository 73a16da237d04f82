package org.modelyard.ml.advice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.MetricJson;

/** The written form of {@link ContentAdvice}; what an edit means and what no gain promises stand in words beside it. */
final class ContentAdviceJson {

    private ContentAdviceJson() {}

    static String write(ContentAdvice advice) {
        ObjectNode root = MetricJson.object();
        if (advice instanceof ContentAdvice.Suggested suggested) {
            root.put("outcome", "SUGGESTED");
            begin(root, advice, suggested.label());
            ArrayNode all = root.putArray("suggestions");
            suggested.suggestions().forEach(one -> write(all.addObject(), one));
            if (suggested.pair() != null) {
                write(root.putObject("pair"), suggested.pair());
            }
            if (suggested.lengths() != null) {
                root.putObject("lengths")
                        .put("from", suggested.lengths().from())
                        .put("to", suggested.lengths().to());
            }
            root.put("note", ContentAdvice.NOTE);
        } else if (advice instanceof ContentAdvice.NothingBetter nothing) {
            root.put("outcome", "NOTHING_BETTER");
            begin(root, advice, nothing.label());
            root.put("reason", nothing.reason());
        }
        return root.toString();
    }

    private static void begin(ObjectNode root, ContentAdvice advice, @Nullable String label) {
        MetricJson.text(root, "label", label);
        MetricJson.number(root, "predicted", advice.predicted());
        root.put("tried", advice.tried());
    }

    private static void write(ObjectNode node, Suggestion one) {
        ArrayNode edits = node.putArray("edits");
        for (Edit edit : one.edits()) {
            edits.addObject()
                    .put("kind", edit.kind().name())
                    .put("input", edit.input())
                    .put("to", edit.to())
                    .put("words", edit.words());
        }
        ObjectNode inputs = node.putObject("inputs");
        one.inputs().forEach(inputs::put);
        MetricJson.number(node, "predicted", one.predicted());
        MetricJson.number(node, "gain", one.gain());
        MetricJson.interval(node, one.interval());
        node.put("sure", one.sure());
        MetricJson.text(node, "reason", one.reason());
    }

    static ContentAdvice read(String json) {
        JsonNode root = MetricJson.parse(json, "advice");
        String outcome = root.required("outcome").asText();
        String label = MetricJson.text(root, "label");
        double predicted = MetricJson.number(root, "predicted");
        int tried = root.required("tried").asInt();
        return switch (outcome) {
            case "SUGGESTED" ->
                new ContentAdvice.Suggested(
                        label,
                        predicted,
                        MetricJson.list(root.required("suggestions"), ContentAdviceJson::suggestion),
                        root.has("pair") ? suggestion(root.required("pair")) : null,
                        root.has("lengths") ? lengths(root.required("lengths")) : null,
                        tried);
            case "NOTHING_BETTER" ->
                new ContentAdvice.NothingBetter(
                        label, predicted, tried, root.required("reason").asText());
            default -> throw new IllegalArgumentException("no advice has the outcome '" + outcome + "'");
        };
    }

    private static ContentAdvice.Lengths lengths(JsonNode node) {
        return new ContentAdvice.Lengths(
                node.required("from").asInt(), node.required("to").asInt());
    }

    private static Suggestion suggestion(JsonNode node) {
        List<Edit> edits = MetricJson.list(
                node.required("edits"),
                edit -> new Edit(
                        Edit.Kind.valueOf(edit.required("kind").asText()),
                        edit.required("input").asText(),
                        edit.required("to").asText()));
        Map<String, String> inputs = new LinkedHashMap<>();
        node.required("inputs")
                .fields()
                .forEachRemaining(
                        entry -> inputs.put(entry.getKey(), entry.getValue().asText()));
        return new Suggestion(
                edits,
                inputs,
                MetricJson.number(node, "predicted"),
                MetricJson.number(node, "gain"),
                MetricJson.interval(node),
                MetricJson.text(node, "reason"));
    }
}
