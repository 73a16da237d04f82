package org.modelyard.ml.advice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.Fold;
import org.modelyard.ml.evaluation.Folds;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.MetricJson;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.score.InputRow;
import org.modelyard.stats.MeanIntervals;
import org.modelyard.stats.Proportions;

/**
 * How often {@link SimilarCases} finds what is alike, where cases of the same label count as alike.
 *
 * @param k how many cases are looked at
 * @param hitRate share of the rows with a case of their label among the k, with Wilson's interval
 * @param reciprocalRank mean of 1/rank of the first such case, 0 where there is none among the k (mean reciprocal rank), with Student's
 *     interval
 * @param chanceHitRate what k cases drawn at random would give
 * @param chanceReciprocalRank the same, in a random order
 */
public record RetrievalQuality(
        int k, Metric hitRate, Metric reciprocalRank, double chanceHitRate, double chanceReciprocalRank) {

    private static final double CONFIDENCE = 0.95;

    /**
     * On rows that are not among the cases.
     *
     * @param labels one a case
     * @param asked rows with the inputs of the cases and labels
     * @throws IllegalArgumentException when there is no row, or rows have no labels
     */
    public static RetrievalQuality of(SimilarCases cases, List<String> labels, Table asked, int k) {
        Tally tally = new Tally(k);
        tally.ask(cases, labels, asked);
        return tally.quality();
    }

    /**
     * Each row against the cases of the other folds, which are stratified by label. Rows share cases, so the intervals are about rows of
     * this sample.
     *
     * @throws IllegalArgumentException when there are fewer rows than folds, or rows have no labels
     */
    public static RetrievalQuality crossValidated(Table table, int folds, int k, long seed) {
        Tally tally = new Tally(k);
        for (Fold fold : Folds.stratified(labels(table).codes(), folds, seed)) {
            Table train = table.select(fold.train());
            SimilarCases cases = SimilarCases.of(train, Collections.nCopies(train.rows(), ""));
            tally.ask(cases, names(train), table.select(fold.test()));
        }
        return tally.quality();
    }

    private static Column.Categories labels(Table table) {
        if (table.target() instanceof Column.Categories labels) {
            return labels;
        }
        throw new IllegalArgumentException("rows without labels");
    }

    private static List<String> names(Table table) {
        Column.Categories labels = labels(table);
        List<String> names = new ArrayList<>();
        for (int code : labels.codes()) {
            names.add(labels.dictionary()[code]);
        }
        return names;
    }

    public String toJson() {
        ObjectNode root = MetricJson.object().put("k", k);
        MetricJson.write(root.putObject("hitRate"), hitRate);
        MetricJson.write(root.putObject("reciprocalRank"), reciprocalRank);
        MetricJson.number(root, "chanceHitRate", chanceHitRate);
        MetricJson.number(root, "chanceReciprocalRank", chanceReciprocalRank);
        return root.toString();
    }

    /** @throws IllegalArgumentException when the text is no such document */
    public static RetrievalQuality fromJson(String json) {
        JsonNode root = MetricJson.parse(json, "retrieval quality");
        return new RetrievalQuality(
                root.required("k").asInt(),
                MetricJson.read(root.required("hitRate")),
                MetricJson.read(root.required("reciprocalRank")),
                MetricJson.number(root, "chanceHitRate"),
                MetricJson.number(root, "chanceReciprocalRank"));
    }

    /** Adds up rows. */
    private static final class Tally {
        private final int k;
        private final List<Double> ranks = new ArrayList<>();
        private double chanceHits;
        private double chanceRanks;

        Tally(int k) {
            this.k = k;
        }

        void ask(SimilarCases cases, List<String> labels, Table asked) {
            if (labels.size() != cases.size()) {
                throw new IllegalArgumentException(labels.size() + " labels for " + cases.size() + " cases");
            }
            Map<String, Integer> counts = new HashMap<>();
            labels.forEach(label -> counts.merge(label, 1, Integer::sum));
            List<String> wanted = names(asked);
            InputRow row = InputRow.empty(asked.columns().size());
            for (int i = 0; i < asked.rows(); i++) {
                FeatureEncoder.fill(row, asked, i);
                ranks.add(reciprocal(cases.nearest(row, k), labels, wanted.get(i)));
                chance(cases.size(), counts.getOrDefault(wanted.get(i), 0));
            }
        }

        private static double reciprocal(
                List<SimilarCases.Similar> found, List<String> labels, @Nullable String wanted) {
            for (int rank = 1; rank <= found.size(); rank++) {
                if (Objects.equals(labels.get(found.get(rank - 1).position()), wanted)) {
                    return 1.0 / rank;
                }
            }
            return 0;
        }

        /** Drawn without replacement: what is left of the chance to have met none. */
        private void chance(int all, int alike) {
            double none = 1;
            for (int rank = 1; rank <= Math.min(k, all); rank++) {
                double before = none;
                none *= Math.max(0, all - alike - rank + 1.0) / (all - rank + 1.0);
                chanceRanks += (before - none) / rank;
            }
            chanceHits += 1 - none;
        }

        RetrievalQuality quality() {
            int rows = ranks.size();
            if (rows == 0) {
                throw new IllegalArgumentException("no row to ask about");
            }
            double[] values = ranks.stream().mapToDouble(Double::doubleValue).toArray();
            long hits = ranks.stream().filter(rank -> rank > 0).count();
            double mean = ranks.stream().mapToDouble(Double::doubleValue).sum() / rows;
            return new RetrievalQuality(
                    k,
                    Metric.of((double) hits / rows, rows, Proportions.wilson(hits, rows, CONFIDENCE), "Wilson"),
                    Metric.of(mean, rows, MeanIntervals.student(values, CONFIDENCE), "Student's t"),
                    chanceHits / rows,
                    chanceRanks / rows);
        }
    }
}
