package org.modelyard.ml.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * How much each hyperparameter matters: functional analysis of variance over a forest of regression trees (Hutter, Hoos and Leyton-Brown, An
 * Efficient Approach for Assessing Hyperparameter Importance, 2014). A tree is constant on boxes of the unit cube, so that its variance,
 * and that of its mean along each dimension, are sums over boxes and exact. What is told is the mean of the trees' shares.
 */
final class Importance {

    /** With fewer finished trials the trees would tell of chance. */
    static final int LEAST_TRIALS = 20;

    private static final int TREES = 64;
    /** Rows that a tree draws: more would only cost time. */
    private static final int MOST_ROWS = 1_000;

    private Importance() {}

    /** @return by hyperparameter, the largest first; empty with too few trials, or when all score the same */
    static Map<String, Double> of(SearchPlan plan, List<Trial> trials, long seed) {
        List<Trial> finished = comparable(plan.ranked(trials));
        SearchSpace space = plan.space();
        double[] losses =
                finished.stream().mapToDouble(trial -> plan.loss(trial.score())).toArray();
        if (finished.size() < LEAST_TRIALS || Arrays.stream(losses).distinct().count() < 2) {
            return Map.of();
        }
        double[][] places = finished.stream()
                .map(trial -> space.places(trial.hyperparameters()))
                .toArray(double[][]::new);
        double[] shares = shares(places, losses, space.dimensions().size(), seed);
        Map<String, Double> importance = new LinkedHashMap<>();
        Integer[] order = new Integer[shares.length];
        Arrays.setAll(order, d -> d);
        Arrays.sort(order, Comparator.comparingDouble((Integer d) -> -shares[d]));
        for (int d : order) {
            importance.put(space.dimensions().get(d).name(), shares[d]);
        }
        return importance;
    }

    /** Scores after different numbers of epochs do not compare: the trials of the most frequent number. */
    private static List<Trial> comparable(List<Trial> finished) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        finished.forEach(trial -> counts.merge(epochs(trial), 1, Integer::sum));
        int usual = counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
        return finished.stream().filter(trial -> epochs(trial) == usual).toList();
    }

    private static int epochs(Trial trial) {
        return trial.stage() == null ? 0 : trial.stage().epochs();
    }

    private static double[] shares(double[][] places, double[] losses, int dimensions, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shares = new double[dimensions];
        int trees = 0;
        for (int t = 0; t < TREES; t++) {
            int[] rows = random.ints(Math.min(MOST_ROWS, losses.length), 0, losses.length)
                    .toArray();
            VarianceTree tree = VarianceTree.grow(places, losses, rows);
            double variance = tree.variance();
            if (variance > 0) {
                trees++;
                for (int d = 0; d < dimensions; d++) {
                    shares[d] += tree.variance(d) / variance;
                }
            }
        }
        for (int d = 0; d < dimensions; d++) {
            shares[d] /= Math.max(1, trees);
        }
        return shares;
    }
}
