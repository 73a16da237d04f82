package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/** How figures are written in every document: JSON knows no NaN, so undefined is null. */
public final class MetricJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricJson() {}

    public static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /**
     * @param what is expected, for the message
     * @throws IllegalArgumentException when the text is no JSON
     */
    public static JsonNode parse(String json, String what) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no " + what + ": " + e.getOriginalMessage(), e);
        }
    }

    public static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }

    /** NaN for null; @throws IllegalArgumentException when it is missing, or no number */
    public static double number(JsonNode node, String name) {
        JsonNode value = node.required(name);
        if (!value.isNull() && !value.isNumber()) {
            throw new IllegalArgumentException("'" + name + "' is no number");
        }
        return value.isNull() ? Double.NaN : value.asDouble();
    }

    /** Left out when null. */
    public static void text(ObjectNode node, String name, @Nullable String value) {
        if (value != null) {
            node.put(name, value);
        }
    }

    public static @Nullable String text(JsonNode node, String name) {
        JsonNode value = node.get(name);
        return value == null || value.isNull() ? null : value.asText();
    }

    /** As {@code low, high, confidence}; left out when null. */
    public static void interval(ObjectNode node, @Nullable Interval interval) {
        if (interval != null) {
            node.put("low", interval.low()).put("high", interval.high()).put("confidence", interval.confidence());
        }
    }

    public static @Nullable Interval interval(JsonNode node) {
        return node.has("low")
                ? new Interval(
                        node.required("low").asDouble(),
                        node.required("high").asDouble(),
                        node.required("confidence").asDouble())
                : null;
    }

    public static void write(ObjectNode node, Metric metric) {
        number(node, "value", metric.value());
        node.put("rows", metric.rows());
        interval(node, metric.interval());
        text(node, "method", metric.method());
        text(node, "reason", metric.reason());
    }

    public static Metric read(JsonNode node) {
        return new Metric(
                number(node, "value"),
                node.required("rows").asLong(),
                interval(node),
                text(node, "method"),
                text(node, "reason"));
    }

    public static <T> List<T> list(JsonNode array, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        array.forEach(one -> all.add(read.apply(one)));
        return all;
    }
}
