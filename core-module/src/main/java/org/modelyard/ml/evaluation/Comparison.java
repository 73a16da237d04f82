package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A candidate beside the champion, which is the version in use, both asked about the same rows.
 *
 * @param metrics the primary one first
 * @param baselines what constant answers reach on these rows; empty where training is not known
 * @param reason of the recommendation, plain sentences
 * @param folds the two cross-validations beside each other; null where nobody looked
 */
public record Comparison(
        long rows,
        ComparisonPlan plan,
        List<MetricComparison> metrics,
        List<BaselineRow> baselines,
        Recommendation recommendation,
        String reason,
        @Nullable FoldComparison folds) {

    /** What to do. */
    public enum Recommendation {
        /** The candidate is better, and nothing that must not become worse does. */
        PROMOTE,
        /** The candidate is worse, or not better by enough, or no better than a constant answer. */
        KEEP,
        /** These rows do not tell. */
        INCONCLUSIVE
    }

    /** Fewer rows tell nothing. */
    public static final int FEWEST_ROWS = 30;

    public Comparison {
        metrics = List.copyOf(metrics);
        baselines = List.copyOf(baselines);
    }

    /**
     * Of two versions that are equally good in the primary metric, at most a share of alpha / 2 is promoted; see
     * {@link PairedComparison} for the tests and what holds where.
     *
     * @param constant of the training rows; null where unknown
     * @throws IllegalArgumentException when the two are not about the same rows, or a metric does not fit them
     */
    public static Comparison of(
            ClassificationScores champion,
            ClassificationScores candidate,
            ConstantAnswer.@Nullable Shares constant,
            ComparisonPlan plan) {
        if (!champion.labels().equals(candidate.labels()) || !Arrays.equals(champion.actual(), candidate.actual())) {
            throw new IllegalArgumentException("The two versions were not asked about the same rows and labels.");
        }
        return new PairedComparison<>(
                        plan,
                        champion.rows(),
                        new PairedComparison.Versions<>(champion, candidate, ClassificationScores::select),
                        ClassificationMetrics.all(
                                plan.metrics(),
                                champion.labels().size(),
                                new MetricOptions(true, List.of(), plan.business())))
                .compare(constant == null ? null : constant.words(), constant == null ? null : constant.over(champion));
    }

    /**
     * As above.
     *
     * @throws IllegalArgumentException when the two are not about the same rows, or a metric does not fit them
     */
    public static Comparison of(
            RegressionScores champion,
            RegressionScores candidate,
            ConstantAnswer.@Nullable Mean constant,
            ComparisonPlan plan) {
        if (!Arrays.equals(champion.actual(), candidate.actual())) {
            throw new IllegalArgumentException("The two versions were not asked about the same rows.");
        }
        return new PairedComparison<>(
                        plan,
                        champion.rows(),
                        new PairedComparison.Versions<>(champion, candidate, RegressionScores::select),
                        RegressionMetrics.all(plan.metrics(), MetricOptions.with(plan.business())))
                .compare(constant == null ? null : constant.words(), constant == null ? null : constant.over(champion));
    }

    /** The same beside what the folds of both say, which changes no recommendation. */
    public Comparison with(FoldComparison compared) {
        return new Comparison(rows, plan, metrics, baselines, recommendation, reason, compared);
    }

    /**
     * The metrics of several comparisons, adjusted as one family: whoever looks at all of them is misled by any at the stated rate.
     *
     * @return in the order of the comparisons; only the adjusted p differ from what each says alone
     */
    public static List<List<MetricComparison>> together(List<Comparison> comparisons) {
        List<MetricComparison> all = PairedComparison.adjust(comparisons.stream()
                .flatMap(comparison -> comparison.metrics().stream())
                .toList());
        List<List<MetricComparison>> parts = new ArrayList<>();
        int from = 0;
        for (Comparison comparison : comparisons) {
            int to = from + comparison.metrics().size();
            parts.add(all.subList(from, to));
            from = to;
        }
        return parts;
    }

    public String toJson() {
        return ComparisonJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no comparison */
    public static Comparison fromJson(String json) {
        return ComparisonJson.read(json);
    }
}
