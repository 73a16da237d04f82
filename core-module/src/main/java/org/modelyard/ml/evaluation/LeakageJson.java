package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The stored form of {@link Leakage}. */
final class LeakageJson {

    private LeakageJson() {}

    static String write(Leakage leakage) {
        ObjectNode root = MetricJson.object();
        root.put("trainingRows", leakage.trainingRows())
                .put("evaluationRows", leakage.evaluationRows())
                .put("clean", leakage.clean());
        overlap(root.putObject("identical"), leakage.identical());
        overlap(root.putObject("sameInputs"), leakage.sameInputs());
        root.put("repeated", leakage.repeated());
        Leakage.GroupOverlap groups = leakage.groups();
        if (groups != null) {
            ObjectNode node = root.putObject("groups");
            node.put("groups", groups.groups()).put("rows", groups.rows());
            examples(node.putArray("examples"), groups.examples());
        }
        return root.toString();
    }

    private static void overlap(ObjectNode node, Leakage.Overlap overlap) {
        node.put("rows", overlap.rows());
        examples(node.putArray("examples"), overlap.examples());
    }

    private static void examples(ArrayNode array, List<Leakage.Example> examples) {
        for (Leakage.Example one : examples) {
            array.addObject().put("evaluationRow", one.evaluationRow()).put("trainingRow", one.trainingRow());
        }
    }

    static Leakage read(String json) {
        JsonNode root = MetricJson.parse(json, "leakage report");
        JsonNode groups = root.get("groups");
        return new Leakage(
                root.required("trainingRows").asLong(),
                root.required("evaluationRows").asLong(),
                overlap(root.required("identical")),
                overlap(root.required("sameInputs")),
                root.required("repeated").asLong(),
                groups == null
                        ? null
                        : new Leakage.GroupOverlap(
                                groups.required("groups").asLong(),
                                groups.required("rows").asLong(),
                                examples(groups)));
    }

    private static Leakage.Overlap overlap(JsonNode node) {
        return new Leakage.Overlap(node.required("rows").asLong(), examples(node));
    }

    private static List<Leakage.Example> examples(JsonNode node) {
        return MetricJson.list(
                node.required("examples"),
                one -> new Leakage.Example(
                        one.required("evaluationRow").asInt(),
                        one.required("trainingRow").asInt()));
    }
}
