package org.modelyard.ml.evaluation;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.evaluation.Comparison.Recommendation;
import org.modelyard.stats.Interval;
import org.modelyard.stats.MultipleTesting;

/**
 * From a table of metrics to what to do. The primary metric is judged at alpha by its own p, since it was chosen
 * beforehand; the others together at alpha, by Holm. So a candidate that is no better is promoted in at most alpha / 2 of
 * cases, and one that is no worse is held back for another metric in at most alpha / 2.
 */
final class RecommendationRule {

    private static final double POWER = 0.8;
    /** More rows than this are no advice. */
    private static final double MOST_ROWS = 1e7;

    /** What to do, and why. */
    private record Verdict(Recommendation recommendation, String reason) {}

    private RecommendationRule() {}

    static Comparison apply(
            ComparisonPlan plan, int rows, List<MetricComparison> metrics, List<BaselineRow> baselines) {
        Verdict verdict = judge(plan, rows, metrics, baselines);
        return new Comparison(rows, plan, metrics, baselines, verdict.recommendation(), verdict.reason(), null);
    }

    private static Verdict judge(
            ComparisonPlan plan, int rows, List<MetricComparison> metrics, List<BaselineRow> baselines) {
        MetricComparison primary = metrics.get(0);
        String name = primary.metric();
        String untested = primary.reason();
        if (Double.isNaN(primary.gain())) {
            return new Verdict(Recommendation.INCONCLUSIVE, name + " has no value on these rows" + because(untested));
        }
        Optional<MetricComparison> worse = worse(metrics.subList(1, metrics.size()), plan.alpha());
        if (worse.isPresent()) {
            MetricComparison one = worse.get();
            return new Verdict(
                    Recommendation.KEEP,
                    "The candidate is worse in " + one.metric() + ", by " + figure(-one.gain()) + range(one) + " (p "
                            + figure(one.p()) + ").");
        }
        if (untested != null) {
            return primary.gain() == 0 && rows >= Comparison.FEWEST_ROWS
                    ? new Verdict(Recommendation.KEEP, untested)
                    : new Verdict(Recommendation.INCONCLUSIVE, untested);
        }
        return tested(plan, rows, primary, baselines);
    }

    private static Verdict tested(
            ComparisonPlan plan, int rows, MetricComparison primary, List<BaselineRow> baselines) {
        String name = primary.metric();
        boolean significant = primary.p() <= plan.alpha();
        String measured = " by " + figure(Math.abs(primary.gain())) + " in " + name + range(primary) + " (p "
                + figure(primary.p()) + ")";
        if (significant && primary.gain() < 0) {
            return new Verdict(Recommendation.KEEP, "The candidate is worse" + measured + ".");
        }
        Interval interval = primary.interval();
        if (plan.leastGain() > 0 && interval != null && interval.high() < plan.leastGain()) {
            return new Verdict(
                    Recommendation.KEEP,
                    "The gain in " + name + " is at most " + figure(interval.high()) + ", less than the "
                            + figure(plan.leastGain()) + " that make a change worthwhile.");
        }
        if (!significant || primary.gain() < plan.leastGain()) {
            return new Verdict(Recommendation.INCONCLUSIVE, open(plan, rows, primary));
        }
        for (BaselineRow row : baselines) {
            Metric constant = row.metrics().get(name);
            if (constant != null
                    && PairedComparison.gain(
                                    name, constant.value(), primary.candidate().value())
                            <= 0) {
                return new Verdict(
                        Recommendation.KEEP,
                        "The candidate is better than the version in use" + measured + ", but no better than "
                                + row.answer() + ", which has " + figure(constant.value()) + ".");
            }
        }
        return new Verdict(
                Recommendation.PROMOTE, "The candidate is better" + measured + "; no other metric is found worse.");
    }

    private static Optional<MetricComparison> worse(List<MetricComparison> others, double alpha) {
        List<MetricComparison> tested =
                others.stream().filter(MetricComparison::tested).toList();
        double[] adjusted = MultipleTesting.holm(
                tested.stream().mapToDouble(MetricComparison::p).toArray());
        for (int i = 0; i < adjusted.length; i++) {
            if (adjusted[i] <= alpha && tested.get(i).gain() < 0) {
                return Optional.of(tested.get(i));
            }
        }
        return Optional.empty();
    }

    private static String open(ComparisonPlan plan, int rows, MetricComparison primary) {
        if (primary.p() <= plan.alpha()) {
            return "The candidate is better in " + primary.metric() + ", but by " + figure(primary.gain())
                    + range(primary) + ", and whether that reaches " + figure(plan.leastGain()) + " is open.";
        }
        String found = "The difference in " + primary.metric() + ", " + figure(primary.gain()) + range(primary)
                + ", may be chance (p " + figure(primary.p()) + ").";
        NormalDistribution normal = NormalDistribution.of(0, 1);
        double z = normal.inverseSurvivalProbability(primary.p() / 2);
        double wanted =
                normal.inverseSurvivalProbability(plan.alpha() / 2) + normal.inverseCumulativeProbability(POWER);
        double needed = rows * (wanted / z) * (wanted / z);
        return needed < MOST_ROWS
                ? found + " If it is real, about " + String.format(Locale.ROOT, "%,d", (long) Math.ceil(needed))
                        + " rows would show it in four of five cases."
                : found;
    }

    private static String because(@Nullable String reason) {
        return reason == null ? "." : ": " + reason;
    }

    private static String range(MetricComparison one) {
        Interval interval = one.interval();
        return interval == null ? "" : " [" + figure(interval.low()) + ", " + figure(interval.high()) + "]";
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }
}
