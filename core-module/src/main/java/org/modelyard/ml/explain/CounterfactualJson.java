package org.modelyard.ml.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.modelyard.ml.evaluation.MetricJson;

/** The written form of {@link Counterfactual}. */
final class CounterfactualJson {

    private static final String FOUND = "FOUND";
    private static final String NOT_FOUND = "NOT_FOUND";

    private CounterfactualJson() {}

    static String write(Counterfactual counterfactual) {
        ObjectNode root = MetricJson.object();
        if (counterfactual instanceof Counterfactual.Found found) {
            root.put("outcome", FOUND).put("asked", found.asked());
            ArrayNode alternatives = root.putArray("alternatives");
            for (Counterfactual.Alternative one : found.alternatives()) {
                ObjectNode node = alternatives.addObject();
                ArrayNode changes = node.putArray("changes");
                for (Counterfactual.Change change : one.changes()) {
                    changes.addObject()
                            .put("feature", change.feature())
                            .put("from", change.from())
                            .put("to", change.to());
                }
                MetricJson.number(node, "distance", one.distance());
                node.put("answer", one.answer());
                MetricJson.number(node, "score", one.score());
            }
        } else if (counterfactual instanceof Counterfactual.NotFound none) {
            root.put("outcome", NOT_FOUND).put("asked", none.asked()).put("reason", none.reason());
        }
        return root.toString();
    }

    static Counterfactual read(String json) {
        JsonNode root = MetricJson.parse(json, "counterfactual");
        int asked = root.required("asked").asInt();
        return switch (root.required("outcome").asText()) {
            case FOUND ->
                new Counterfactual.Found(
                        MetricJson.list(root.required("alternatives"), CounterfactualJson::alternative), asked);
            case NOT_FOUND ->
                new Counterfactual.NotFound(root.required("reason").asText(), asked);
            default -> throw new IllegalArgumentException("no counterfactual has this outcome");
        };
    }

    private static Counterfactual.Alternative alternative(JsonNode node) {
        return new Counterfactual.Alternative(
                MetricJson.list(
                        node.required("changes"),
                        change -> new Counterfactual.Change(
                                change.required("feature").asText(),
                                MetricJson.text(change, "from"),
                                change.required("to").asText())),
                MetricJson.number(node, "distance"),
                node.required("answer").asText(),
                MetricJson.number(node, "score"));
    }
}
