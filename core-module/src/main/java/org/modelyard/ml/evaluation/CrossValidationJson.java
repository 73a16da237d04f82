package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The stored form of {@link CrossValidations}: a fold without a value is null, and the verdict's reason says so. */
final class CrossValidationJson {

    private CrossValidationJson() {}

    static String write(CrossValidations all) {
        ObjectNode root = MetricJson.object();
        root.put("folds", all.folds()).put("split", all.split()).put("rows", all.rows());
        FoldDraw draw = all.draw();
        if (draw != null) {
            draw.write(root.putObject("draw"));
        }
        ArrayNode metrics = root.putArray("metrics");
        for (CrossValidation one : all.metrics()) {
            ObjectNode node = metrics.addObject().put("metric", one.metric());
            ArrayNode folds = node.putArray("folds");
            for (double value : one.folds()) {
                if (Double.isFinite(value)) {
                    folds.add(value);
                } else {
                    folds.addNull();
                }
            }
            MetricJson.number(node, "mean", one.mean());
            MetricJson.number(node, "deviation", one.deviation());
            MetricJson.interval(node, one.interval());
            node.put("stability", one.stability().name()).put("reason", one.reason());
        }
        return root.toString();
    }

    static CrossValidations read(String json) {
        JsonNode root = MetricJson.parse(json, "cross-validation");
        return new CrossValidations(
                root.required("folds").asInt(),
                root.required("split").asText(),
                root.required("rows").asLong(),
                root.has("draw") ? FoldDraw.read(root.get("draw")) : null,
                MetricJson.list(root.required("metrics"), CrossValidationJson::metric));
    }

    private static CrossValidation metric(JsonNode node) {
        return new CrossValidation(
                node.required("metric").asText(),
                MetricJson.list(node.required("folds"), value -> value.isNull() ? Double.NaN : value.asDouble()),
                MetricJson.number(node, "mean"),
                MetricJson.number(node, "deviation"),
                MetricJson.interval(node),
                CrossValidation.Stability.valueOf(node.required("stability").asText()),
                node.required("reason").asText());
    }
}
