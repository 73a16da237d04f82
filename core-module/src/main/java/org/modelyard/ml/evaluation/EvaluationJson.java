package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/** JSON knows no NaN: undefined is null. */
final class EvaluationJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluationJson() {}

    static String write(Evaluation evaluation) {
        return node(evaluation).toString();
    }

    static ObjectNode node(Evaluation evaluation) {
        ObjectNode root = JSON.createObjectNode();
        root.put("task", evaluation.task().name()).put("rows", evaluation.rows());
        ObjectNode metrics = root.putObject("metrics");
        evaluation.metrics().forEach((name, metric) -> MetricJson.write(metrics.putObject(name), metric));
        ArrayNode classes = root.putArray("classes");
        for (ClassMetrics one : evaluation.classes()) {
            ObjectNode node = classes.addObject();
            node.put("label", one.label()).put("support", one.support()).put("predicted", one.predicted());
            MetricJson.number(node, "precision", one.precision());
            MetricJson.number(node, "recall", one.recall());
            MetricJson.number(node, "f1", one.f1());
        }
        ConfusionMatrix confusion = evaluation.confusion();
        if (confusion != null) {
            ObjectNode node = root.putObject("confusion");
            node.set("labels", JSON.valueToTree(confusion.labels()));
            node.set("counts", JSON.valueToTree(confusion.counts()));
        }
        Curves curves = evaluation.curves();
        if (curves != null) {
            CurvesJson.write(root.putObject("curves"), curves);
        }
        BusinessMetrics business = evaluation.business();
        if (business != null) {
            root.set("business", BusinessMetricsReader.write(business));
        }
        if (!evaluation.baselines().isEmpty()) {
            BaselineRow.write(root.putArray("baselines"), evaluation.baselines());
        }
        return root;
    }

    static Evaluation read(String json) {
        try {
            return read(JSON.readTree(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no evaluation: " + e.getOriginalMessage(), e);
        }
    }

    static Evaluation read(JsonNode root) {
        try {
            Map<String, Metric> metrics = new LinkedHashMap<>();
            root.required("metrics")
                    .fields()
                    .forEachRemaining(entry -> metrics.put(entry.getKey(), MetricJson.read(entry.getValue())));
            List<ClassMetrics> classes = new ArrayList<>();
            for (JsonNode one : root.required("classes")) {
                classes.add(new ClassMetrics(
                        one.required("label").asText(),
                        one.required("support").asLong(),
                        one.required("predicted").asLong(),
                        MetricJson.number(one, "precision"),
                        MetricJson.number(one, "recall"),
                        MetricJson.number(one, "f1")));
            }
            return new Evaluation(
                    Task.valueOf(root.required("task").asText()),
                    root.required("rows").asLong(),
                    metrics,
                    classes,
                    confusion(root.get("confusion")),
                    root.has("curves") ? CurvesJson.read(root.get("curves")) : null,
                    root.has("business") ? BusinessMetricsReader.read(root.get("business")) : null,
                    MetricJson.list(root.path("baselines"), BaselineRow::read));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no evaluation: " + e.getOriginalMessage(), e);
        }
    }

    private static @Nullable ConfusionMatrix confusion(@Nullable JsonNode node) throws JsonProcessingException {
        return node == null
                ? null
                : new ConfusionMatrix(
                        List.of(JSON.treeToValue(node.required("labels"), String[].class)),
                        JSON.treeToValue(node.required("counts"), long[][].class));
    }
}
