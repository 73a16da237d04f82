package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The stored form of a {@link Comparison}. */
final class ComparisonJson {

    private ComparisonJson() {}

    static String write(Comparison comparison) {
        ObjectNode root = MetricJson.object();
        root.put("rows", comparison.rows())
                .put("recommendation", comparison.recommendation().name())
                .put("reason", comparison.reason());
        ComparisonPlan plan = comparison.plan();
        ObjectNode node = root.putObject("plan");
        node.put("primary", plan.primary());
        ArrayNode others = node.putArray("others");
        plan.others().forEach(others::add);
        node.put("alpha", plan.alpha())
                .put("leastGain", plan.leastGain())
                .put("draws", plan.draws())
                .put("seed", plan.seed());
        BusinessMetrics business = plan.business();
        if (business != null) {
            node.set("business", BusinessMetricsReader.write(business));
        }
        ArrayNode metrics = root.putArray("metrics");
        comparison.metrics().forEach(one -> write(metrics.addObject(), one));
        BaselineRow.write(root.putArray("baselines"), comparison.baselines());
        FoldComparison folds = comparison.folds();
        if (folds != null) {
            ObjectNode beside = root.putObject("folds").put("count", folds.folds());
            MetricJson.number(beside, "overlap", folds.overlap());
            ArrayNode compared = beside.putArray("metrics");
            folds.metrics().forEach(one -> write(compared.addObject(), one));
            MetricJson.text(beside, "reason", folds.reason());
        }
        return root.toString();
    }

    private static void write(ObjectNode node, MetricComparison one) {
        node.put("metric", one.metric());
        MetricJson.write(node.putObject("champion"), one.champion());
        MetricJson.write(node.putObject("candidate"), one.candidate());
        MetricJson.number(node, "gain", one.gain());
        MetricJson.interval(node, one.interval());
        MetricJson.number(node, "p", one.p());
        MetricJson.number(node, "holm", one.holm());
        MetricJson.number(node, "falseDiscovery", one.falseDiscovery());
        MetricJson.text(node, "method", one.method());
        MetricJson.text(node, "reason", one.reason());
    }

    static Comparison read(String json) {
        JsonNode root = MetricJson.parse(json, "comparison");
        JsonNode plan = root.required("plan");
        return new Comparison(
                root.required("rows").asLong(),
                new ComparisonPlan(
                        plan.required("primary").asText(),
                        MetricJson.list(plan.required("others"), JsonNode::asText),
                        plan.required("alpha").asDouble(),
                        plan.required("leastGain").asDouble(),
                        plan.required("draws").asInt(),
                        plan.required("seed").asLong(),
                        plan.has("business") ? BusinessMetricsReader.read(plan.get("business")) : null),
                MetricJson.list(root.required("metrics"), ComparisonJson::metric),
                MetricJson.list(root.required("baselines"), BaselineRow::read),
                Comparison.Recommendation.valueOf(
                        root.required("recommendation").asText()),
                root.required("reason").asText(),
                root.has("folds") ? folds(root.get("folds")) : null);
    }

    private static FoldComparison folds(JsonNode node) {
        return new FoldComparison(
                node.required("count").asInt(),
                MetricJson.number(node, "overlap"),
                MetricJson.list(node.required("metrics"), ComparisonJson::metric),
                MetricJson.text(node, "reason"));
    }

    private static MetricComparison metric(JsonNode node) {
        return new MetricComparison(
                node.required("metric").asText(),
                MetricJson.read(node.required("champion")),
                MetricJson.read(node.required("candidate")),
                MetricJson.number(node, "gain"),
                MetricJson.interval(node),
                MetricJson.number(node, "p"),
                MetricJson.number(node, "holm"),
                MetricJson.number(node, "falseDiscovery"),
                MetricJson.text(node, "method"),
                MetricJson.text(node, "reason"));
    }
}
