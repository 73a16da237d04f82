package org.modelyard.registry.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.GateVerdict;
import org.modelyard.ml.evaluation.MetricJson;
import org.modelyard.ml.evaluation.OutputEvaluation;

/** A card as a document: the parts in their own stored forms, null where nobody measured. */
final class ModelCardJson {

    private ModelCardJson() {}

    static String write(ModelCard card) {
        ObjectNode root = MetricJson.object();
        root.put("model", card.model())
                .put("version", card.version())
                .put("description", card.description())
                .put("task", card.signature().task().name());
        root.set("lineage", parse(RegistryJson.write(card.lineage())));
        root.set("signature", parse(RegistryJson.write(card.signature())));
        ModelCard.Measured measured = card.measured();
        root.set("evaluation", evaluation(measured));
        if (!measured.outputs().isEmpty()) {
            JsonNode outputs = parse(OutputEvaluation.toJson(measured.outputs()));
            outputs.forEach(output -> ((ObjectNode) output.required("evaluation")).remove("curves"));
            root.set("outputs", outputs);
        }
        ArrayNode gates = root.putArray("gates");
        for (GateVerdict verdict : measured.gates()) {
            ObjectNode node = gates.addObject().put("metric", verdict.metric());
            node.put("outcome", verdict.outcome().name());
            MetricJson.number(node, "value", verdict.value());
            node.put("reason", verdict.reason());
        }
        set(
                root,
                "crossValidation",
                measured.crossValidation() == null
                        ? null
                        : measured.crossValidation().toJson());
        ModelCard.Compared compared = measured.comparison();
        set(root, "comparison", compared == null ? null : compared.result().toJson());
        if (compared != null) {
            ((ObjectNode) root.required("comparison"))
                    .put("champion", compared.champion())
                    .put("dataset", compared.dataset());
        }
        set(root, "slices", measured.slices() == null ? null : measured.slices().toJson());
        ArrayNode fairness = root.putArray("fairness");
        measured.fairness().forEach(one -> fairness.add(parse(one.toJson())));
        set(
                root,
                "importance",
                measured.importance() == null ? null : measured.importance().toJson());
        set(
                root,
                "calibration",
                measured.calibration() == null ? null : measured.calibration().toJson());
        set(
                root,
                "threshold",
                measured.threshold() == null ? null : measured.threshold().toJson());
        ModelCard.Shared leakage = measured.leakage();
        set(root, "leakage", leakage == null ? null : leakage.found().toJson());
        if (leakage != null) {
            ((ObjectNode) root.required("leakage")).put("golden", leakage.golden());
        }
        card.limits().forEach(root.putArray("limits")::add);
        card.notMeasured().forEach(root.putArray("notMeasured")::add);
        return root.toPrettyString();
    }

    /** Without the curves, which are for pictures and many times as large as the rest. */
    private static JsonNode evaluation(ModelCard.Measured measured) {
        Evaluation evaluation = measured.evaluation();
        if (evaluation == null) {
            return NullNode.getInstance();
        }
        JsonNode node = parse(evaluation.toJson());
        ((ObjectNode) node).remove("curves");
        return node;
    }

    private static void set(ObjectNode root, String name, @Nullable String json) {
        if (json == null) {
            root.putNull(name);
        } else {
            root.set(name, parse(json));
        }
    }

    private static JsonNode parse(String json) {
        return MetricJson.parse(json, "part of a card");
    }
}
