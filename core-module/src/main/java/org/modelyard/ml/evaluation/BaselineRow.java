package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What another answer reaches on the rows that a version is measured on.
 *
 * @param answer which one, in words: a constant, or the version in use
 * @param metrics by name, in the order in which they are shown
 */
public record BaselineRow(String answer, Map<String, Metric> metrics) {

    public BaselineRow {
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    static void write(ArrayNode array, List<BaselineRow> rows) {
        for (BaselineRow row : rows) {
            ObjectNode node = array.addObject().put("answer", row.answer());
            ObjectNode values = node.putObject("metrics");
            row.metrics().forEach((name, metric) -> MetricJson.write(values.putObject(name), metric));
        }
    }

    static BaselineRow read(JsonNode node) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        node.required("metrics")
                .fields()
                .forEachRemaining(one -> metrics.put(one.getKey(), MetricJson.read(one.getValue())));
        return new BaselineRow(node.required("answer").asText(), metrics);
    }
}
