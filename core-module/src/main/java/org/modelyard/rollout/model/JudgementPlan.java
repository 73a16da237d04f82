package org.modelyard.rollout.model;

import java.util.List;
import java.util.Map;

/**
 * What a candidate is judged by, and how strictly.
 *
 * @param metrics without any, nothing rolls it back but a failed health check and people
 * @param alpha the chance at most that a candidate no worse than the champion is ever rolled back by the judgement, over all
 *     metrics together and however often it is looked at
 * @param minimum requests, or labels, that each side must have before anything is said
 * @param quantile of the champion's latencies that a request must not exceed to count as quick
 * @param tolerances where they differ from the metric's own
 */
public record JudgementPlan(
        List<RolloutMetric> metrics,
        double alpha,
        long minimum,
        double quantile,
        Map<RolloutMetric, Double> tolerances) {

    public static final double ALPHA = 0.05;
    public static final long MINIMUM = 100;
    public static final double QUANTILE = 0.95;

    public JudgementPlan {
        metrics = List.copyOf(metrics);
        tolerances = Map.copyOf(tolerances);
    }

    public double tolerance(RolloutMetric metric) {
        return tolerances.getOrDefault(metric, metric.tolerance());
    }

    /** The chance of a false alarm that one metric may use: together they stay below alpha (Bonferroni). */
    public double share() {
        return alpha / Math.max(1, metrics.size());
    }
}
