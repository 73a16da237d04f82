package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The stored form of {@link Slices}. What a slice lacks follows from its outcome: {@code TOO_FEW} has no p. */
final class SlicesJson {

    private SlicesJson() {}

    static String write(Slices slices) {
        ObjectNode root = MetricJson.object();
        root.put("loss", slices.loss()).put("alpha", slices.alpha()).put("minimumRows", slices.minimumRows());
        ArrayNode all = root.putArray("slices");
        for (Slice one : slices.slices()) {
            ObjectNode node = all.addObject();
            node.put("feature", one.feature()).put("condition", one.condition()).put("rows", one.rows());
            MetricJson.number(node, "loss", one.loss());
            MetricJson.interval(node, one.interval());
            MetricJson.number(node, "rest", one.rest());
            MetricJson.number(node, "p", one.p());
            MetricJson.number(node, "adjusted", one.adjusted());
            node.put("outcome", one.outcome().name());
            MetricJson.text(node, "reason", one.reason());
        }
        return root.toString();
    }

    static Slices read(String json) {
        JsonNode root = MetricJson.parse(json, "slices");
        return new Slices(
                root.required("loss").asText(),
                MetricJson.list(root.required("slices"), SlicesJson::slice),
                root.required("alpha").asDouble(),
                root.required("minimumRows").asInt());
    }

    private static Slice slice(JsonNode node) {
        return new Slice(
                node.required("feature").asText(),
                node.required("condition").asText(),
                node.required("rows").asLong(),
                MetricJson.number(node, "loss"),
                MetricJson.interval(node),
                MetricJson.number(node, "rest"),
                MetricJson.number(node, "p"),
                MetricJson.number(node, "adjusted"),
                Slice.Outcome.valueOf(node.required("outcome").asText()),
                MetricJson.text(node, "reason"));
    }
}
