package org.modelyard.ml.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.MetricJson;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.tree.Workers;

/**
 * Global importance of a model's inputs (Breiman 2001; Fisher, Rudin and Dominici 2019): by how much a metric gets worse when
 * rows are given the input's value of other rows. Inputs that say the same share their importance, and each may show little.
 *
 * <p>The rows are dealt out to blocks, values change places within a block, and the importance is the mean over blocks. Blocks
 * have no row in common, so Student's interval over them takes in both the choice of rows and that of values, which a bootstrap
 * of rows would not. Of metrics that are no means of rows, such as R², it is about blocks of that size.
 *
 * @param rows that were asked about
 * @param blocks that the interval comes from; 1 where there are too few rows for one
 * @param repeats how often the values of an input changed places
 * @param features in the order of the signature
 */
public record PermutationImportance(
        String metric, long rows, int blocks, int repeats, List<FeatureImportance> features) {

    public PermutationImportance {
        features = List.copyOf(features);
    }

    /**
     * How it is measured.
     *
     * @param repeats at least 1
     * @param mostRows so many of the rows are asked about, chosen by the seed
     */
    public record Plan(int repeats, int mostRows, long seed) {
        public static final int REPEATS = 5;
        public static final int MOST_ROWS = 2_000;

        public Plan {
            if (repeats < 1 || mostRows < 1) {
                throw new IllegalArgumentException(repeats + " repeats of " + mostRows + " rows");
            }
        }

        public static Plan standard(long seed) {
            return new Plan(REPEATS, MOST_ROWS, seed);
        }
    }

    /**
     * Asks the scorer repeats · inputs + 1 times about each row. Each interval holds its 95 % on its own.
     *
     * @param table rows that the model did not learn from, with its inputs in their order
     * @param metric one that can be better or worse
     * @throws IllegalArgumentException when there is no row, or the metric does not fit the task
     */
    public static PermutationImportance of(Scorer scorer, Table table, String metric, Plan plan) {
        return of(scorer, table, metric, plan, Workers.ALONE);
    }

    /** The same by several threads, which share the rows. */
    public static PermutationImportance of(Scorer scorer, Table table, String metric, Plan plan, Workers workers) {
        return new Permutations(scorer, table, metric, plan, workers).measure();
    }

    public String toJson() {
        ObjectNode root = MetricJson.object();
        root.put("metric", metric).put("rows", rows).put("blocks", blocks).put("repeats", repeats);
        ArrayNode list = root.putArray("features");
        for (FeatureImportance one : features) {
            ObjectNode node = list.addObject().put("feature", one.feature());
            MetricJson.number(node, "importance", one.importance());
            MetricJson.interval(node, one.interval());
            MetricJson.text(node, "reason", one.reason());
        }
        return root.toString();
    }

    /** @throws IllegalArgumentException when the text is no importance */
    public static PermutationImportance fromJson(String json) {
        JsonNode root = MetricJson.parse(json, "importance");
        List<FeatureImportance> features = new ArrayList<>();
        for (JsonNode node : root.required("features")) {
            features.add(new FeatureImportance(
                    node.required("feature").asText(),
                    MetricJson.number(node, "importance"),
                    MetricJson.interval(node),
                    MetricJson.text(node, "reason")));
        }
        return new PermutationImportance(
                root.required("metric").asText(),
                root.required("rows").asLong(),
                root.required("blocks").asInt(),
                root.required("repeats").asInt(),
                features);
    }
}
