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

/**
 * What was measured of an output that a version answers beside its target.
 *
 * @param output its name
 * @param missing rows that had no answer of it, so that it neither learnt from them nor was asked about them
 */
public record OutputEvaluation(String output, long missing, Evaluation evaluation) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Whether a metric is named as one of this output's: {@code priority.accuracy}. */
    public boolean named(String metric) {
        int dot = metric.lastIndexOf('.');
        return dot >= 0 && metric.substring(0, dot).equals(output);
    }

    /** In words: what was measured, and on how many rows. */
    public String title() {
        return "Metrics of '" + output + "', beside the target, on " + evaluation.rows()
                + " rows that it did not learn from";
    }

    /** By name, with the output's in front. */
    public Map<String, Metric> metrics() {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        evaluation.metrics().forEach((name, metric) -> metrics.put(output + "." + name, metric));
        return metrics;
    }

    /**
     * As {@link Gates#check} does, each verdict naming the output.
     *
     * @param gates by name, with the output's in front; none: no verdict
     */
    public List<GateVerdict> check(Map<String, Gate> gates) {
        if (gates.isEmpty()) {
            return List.of();
        }
        Evaluation named =
                new Evaluation(evaluation.task(), evaluation.rows(), metrics(), evaluation.classes(), null, null, null);
        List<GateVerdict> verdicts = new ArrayList<>(new Gates(gates).check(named));
        GateVerdict rows = verdicts.get(0);
        verdicts.set(
                0,
                new GateVerdict(
                        output + "." + rows.metric(), rows.outcome(), rows.value(), output + ": " + rows.reason()));
        return verdicts;
    }

    /** The stored form of all outputs of a version, in their order. */
    public static String toJson(List<OutputEvaluation> all) {
        ArrayNode root = JSON.createArrayNode();
        for (OutputEvaluation one : all) {
            ObjectNode node = root.addObject();
            node.put("output", one.output()).put("missing", one.missing());
            node.set("evaluation", EvaluationJson.node(one.evaluation()));
        }
        return root.toString();
    }

    /** @throws IllegalArgumentException when the text is not what {@link #toJson} wrote */
    public static List<OutputEvaluation> fromJson(String json) {
        try {
            List<OutputEvaluation> all = new ArrayList<>();
            for (JsonNode node : JSON.readTree(json)) {
                all.add(new OutputEvaluation(
                        node.required("output").asText(),
                        node.required("missing").asLong(),
                        EvaluationJson.read(node.required("evaluation"))));
            }
            return all;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no evaluation of outputs: " + e.getOriginalMessage(), e);
        }
    }
}
