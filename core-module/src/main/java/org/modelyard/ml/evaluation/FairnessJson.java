package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored form of {@link Fairness}. */
final class FairnessJson {

    private FairnessJson() {}

    static String write(List<Fairness> all) {
        ArrayNode array = MetricJson.object().putArray("all");
        all.forEach(one -> array.add(object(one)));
        return array.toString();
    }

    static List<Fairness> readAll(String json) {
        return MetricJson.list(MetricJson.parse(json, "list of fairness"), FairnessJson::read);
    }

    static String write(Fairness fairness) {
        return object(fairness).toString();
    }

    private static ObjectNode object(Fairness fairness) {
        ObjectNode root = MetricJson.object();
        root.put("feature", fairness.feature())
                .put("positive", fairness.positive())
                .put("reference", fairness.reference());
        ArrayNode groups = root.putArray("groups");
        for (GroupRates group : fairness.groups()) {
            ObjectNode node = groups.addObject();
            node.put("group", group.group()).put("rows", group.rows()).put("enough", group.enough());
            ArrayNode counts = node.putArray("counts");
            for (long[] row : group.confusion().counts()) {
                ArrayNode cells = counts.addArray();
                for (long count : row) {
                    cells.add(count);
                }
            }
            write(node, "baseRate", group.baseRate());
            write(node, "selectionRate", group.selectionRate());
            write(node, "truePositiveRate", group.truePositiveRate());
            write(node, "falsePositiveRate", group.falsePositiveRate());
            write(node, "accuracy", group.accuracy());
            write(node, "calibrationGap", group.calibrationGap());
            write(node, "ece", group.ece());
        }
        write(root, fairness.disparities());
        ArrayNode favourable = root.putArray("favourable");
        fairness.favourable().forEach(favourable::add);
        if (!fairness.labels().isEmpty()) {
            ArrayNode labels = root.putArray("labels");
            fairness.labels().forEach(one -> write(labels.addObject().put("label", one.label()), one.disparities()));
        }
        return root;
    }

    private static void write(ObjectNode root, Map<String, Disparity> all) {
        ArrayNode disparities = root.putArray("disparities");
        for (Disparity one : all.values()) {
            ObjectNode node = disparities.addObject().put("name", one.name());
            node.put("outcome", one.outcome().name());
            MetricJson.number(node, "value", one.value());
            MetricJson.interval(node, one.interval());
            node.put("reason", one.reason());
        }
    }

    private static void write(ObjectNode node, String name, @Nullable Metric metric) {
        if (metric != null) {
            MetricJson.write(node.putObject(name), metric);
        }
    }

    static Fairness read(String json) {
        return read(MetricJson.parse(json, "fairness"));
    }

    private static Fairness read(JsonNode root) {
        String positive = root.required("positive").asText();
        return new Fairness(
                root.required("feature").asText(),
                positive,
                root.required("reference").asText(),
                MetricJson.list(root.required("groups"), FairnessJson::group),
                disparities(root),
                // what was stored before there could be several
                root.has("favourable")
                        ? MetricJson.list(root.required("favourable"), JsonNode::asText)
                        : List.of(positive),
                root.has("labels")
                        ? MetricJson.list(
                                root.required("labels"),
                                one -> new LabelDisparities(
                                        one.required("label").asText(), disparities(one)))
                        : List.of());
    }

    private static Map<String, Disparity> disparities(JsonNode root) {
        Map<String, Disparity> disparities = new LinkedHashMap<>();
        for (JsonNode node : root.required("disparities")) {
            Disparity one = disparity(node);
            disparities.put(one.name(), one);
        }
        return disparities;
    }

    private static Disparity disparity(JsonNode node) {
        return new Disparity(
                node.required("name").asText(),
                Disparity.Outcome.valueOf(node.required("outcome").asText()),
                MetricJson.number(node, "value"),
                MetricJson.interval(node),
                node.required("reason").asText());
    }

    private static GroupRates group(JsonNode node) {
        List<long[]> counts =
                MetricJson.list(node.required("counts"), row -> MetricJson.list(row, JsonNode::asLong).stream()
                        .mapToLong(Long::longValue)
                        .toArray());
        return new GroupRates(
                node.required("group").asText(),
                node.required("enough").asBoolean(),
                new ConfusionMatrix(Fairness.LABELS, counts.toArray(long[][]::new)),
                MetricJson.read(node.required("baseRate")),
                MetricJson.read(node.required("selectionRate")),
                MetricJson.read(node.required("truePositiveRate")),
                MetricJson.read(node.required("falsePositiveRate")),
                MetricJson.read(node.required("accuracy")),
                optional(node, "calibrationGap"),
                optional(node, "ece"));
    }

    private static @Nullable Metric optional(JsonNode node, String name) {
        JsonNode metric = node.get(name);
        return metric == null ? null : MetricJson.read(metric);
    }
}
