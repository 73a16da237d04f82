package org.modelyard.evaluation.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.model.WeightDifferences;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.Measure;
import org.modelyard.registry.model.SignatureChange;
import org.modelyard.registry.model.Stage;
import org.modelyard.run.model.RunDifferences;

/**
 * Versions side by side. Lists of values are in the order of the versions; the first one is what the others are held against.
 *
 * @param snapshot on whose rows the tests are made; null when none of the versions was trained here
 * @param sameRows whether the versions' own metrics are of the same snapshot: else they say little beside each other
 * @param metrics of each version's own evaluation
 * @param tests one a version but the first: both asked about the same rows
 * @param signatures one a version but the first
 * @param hyperparameters with seed, data and code
 * @param encoding how inputs are seen
 */
public record VersionsView(
        List<Side> versions,
        @Nullable UUID snapshot,
        boolean sameRows,
        List<MetricLine> metrics,
        List<Test> tests,
        List<Changes> signatures,
        Lines hyperparameters,
        Lines encoding,
        WeightDifferences weights,
        Lines cards) {

    /**
     * A version.
     *
     * @param verified whether its metrics were measured here
     */
    public record Side(
            String model,
            String version,
            Stage stage,
            @Nullable String trainer,
            @Nullable String dataset,
            @Nullable String snapshot,
            @Nullable Long rows,
            boolean verified,
            Instant createdAt) {

        /** As {@code model:version}. */
        public String ref() {
            return model + ":" + version;
        }
    }

    /** @param values null where a version was not measured so */
    public record MetricLine(String metric, Measure.Goal goal, boolean share, List<@Nullable Value> values) {
        public MetricLine {
            values = java.util.Collections.unmodifiableList(new java.util.ArrayList<>(values)); // with nulls
        }
    }

    /**
     * A measured value.
     *
     * @param value null where undefined
     * @param low end of its interval; null where there is none
     */
    public record Value(@Nullable Double value, @Nullable Double low, @Nullable Double high, @Nullable Long rows) {}

    /** What a test says of one metric. */
    public enum Verdict {
        BETTER,
        WORSE,
        /** The rows do not tell. */
        NOT_TOLD_APART,
        NOT_TESTED
    }

    /**
     * The first version and another on the same rows.
     *
     * @param version as {@code model:version}
     * @param possible whether both have a model here that can be asked
     * @param comparison null: not asked for yet
     * @param rows of which neither had learnt; null before it is complete
     * @param why there is no test, or what came of it
     */
    public record Test(
            String version,
            boolean possible,
            @Nullable UUID comparison,
            @Nullable WorkState state,
            @Nullable Long rows,
            Comparison.@Nullable Recommendation recommendation,
            @Nullable String reason,
            List<Tested> metrics) {}

    /**
     * A metric of two versions.
     *
     * @param gain above 0: the other is better than the first, whatever the metric's goal; null where undefined
     * @param p two-sided; null without a test
     * @param holm p adjusted for every metric of every test here
     * @param reason why there is no test
     */
    public record Tested(
            String metric,
            @Nullable Double first,
            @Nullable Double other,
            @Nullable Double gain,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable Double p,
            @Nullable Double holm,
            Verdict verdict,
            @Nullable String reason) {}

    /** How a version's signature differs from the first's; none when the same. */
    public record Changes(String version, List<SignatureChange> changes) {}

    /**
     * What differs, and what all have alike.
     *
     * @param differing null where a version does not have it
     */
    public record Lines(List<RunDifferences.Row<String>> differing, Map<String, String> same) {

        static Lines of(List<Map<String, String>> sides) {
            RunDifferences differences = RunDifferences.of(sides.stream()
                    .map(side -> new RunDifferences.Side(side, Map.of()))
                    .toList());
            return new Lines(differences.parameters(), differences.same());
        }
    }
}
