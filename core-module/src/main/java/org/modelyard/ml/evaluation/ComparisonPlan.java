package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.Task;

/**
 * How two versions are compared; to be chosen before the figures are seen.
 *
 * @param primary the metric that decides
 * @param others metrics that must not become worse
 * @param alpha rate of false alarms that is held for the primary metric, and for the others together
 * @param leastGain how much the primary metric must gain to be worth a change, in its own unit; 0 for any gain
 * @param draws of the bootstrap
 * @param seed of the bootstrap
 * @param business what answers are worth; null: not declared, and then no metric may rest on it
 */
public record ComparisonPlan(
        String primary,
        List<String> others,
        double alpha,
        double leastGain,
        int draws,
        long seed,
        @Nullable BusinessMetrics business) {

    public static final double ALPHA = 0.05;
    public static final int DRAWS = 2_000;

    public ComparisonPlan(String primary, List<String> others, double alpha, double leastGain, int draws, long seed) {
        this(primary, others, alpha, leastGain, draws, seed, null);
    }

    public ComparisonPlan {
        others = List.copyOf(others);
        Set<String> all = new LinkedHashSet<>(others);
        if (all.size() < others.size() || !all.add(primary)) {
            throw new IllegalArgumentException("a metric is named twice");
        }
        for (String name : all) {
            Measure measure = Measures.find(name)
                    .orElseThrow(() -> new IllegalArgumentException("There is no metric '" + name + "'."));
            if (measure.goal() == Measure.Goal.NONE) {
                throw new IllegalArgumentException("'" + name + "' describes the rows and cannot be better or worse.");
            }
        }
        for (String name : all) {
            boolean rests = Measures.find(name).map(Measure::business).orElse(false);
            if (rests && (business == null || !business.metrics().contains(name))) {
                throw new IllegalArgumentException("Nothing is declared that makes the metric '" + name + "'.");
            }
        }
        if (!(alpha > 0 && alpha < 0.5) || !(leastGain >= 0) || !Double.isFinite(leastGain) || draws < 200) {
            throw new IllegalArgumentException(
                    "alpha " + alpha + ", a least gain of " + leastGain + ", " + draws + " draws");
        }
    }

    /** Accuracy decides, or for a regression the mean absolute error. */
    public static ComparisonPlan standard(Task task, long seed) {
        return task == Task.CLASSIFICATION
                ? new ComparisonPlan("accuracy", List.of("balancedAccuracy", "logLoss", "brier"), ALPHA, 0, DRAWS, seed)
                : new ComparisonPlan("mae", List.of("rmse", "medianAbsoluteError", "bias"), ALPHA, 0, DRAWS, seed);
    }

    /** The primary one first. */
    List<String> metrics() {
        List<String> all = new ArrayList<>(others);
        all.add(0, primary);
        return all;
    }
}
