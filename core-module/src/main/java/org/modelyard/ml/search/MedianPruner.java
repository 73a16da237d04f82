package org.modelyard.ml.search;

import java.util.Arrays;
import java.util.List;

/**
 * The median stopping rule (Golovin et al., Google Vizier, 2017, section 3.2.2): a trial is given up at a step when its best loss so far is
 * worse than the median, over the finished trials, of their mean loss up to that step.
 *
 * @param trials with fewer finished ones nothing is given up, from 1
 * @param steps before so many steps nothing is given up, from 1
 */
public record MedianPruner(int trials, int steps) {

    public static final MedianPruner DEFAULT = new MedianPruner(5, 3);

    public MedianPruner {
        if (trials < 1 || steps < 1) {
            throw new IllegalArgumentException("a pruner after " + trials + " trials and " + steps + " steps");
        }
    }

    /**
     * @param losses of the trial, one a step so far
     * @param others every other trial; only finished ones count, one that took fewer steps with the mean of those
     */
    public boolean shouldPrune(List<Double> losses, List<Trial> others) {
        int step = losses.size();
        double[] means = others.stream()
                .filter(trial -> trial.outcome() instanceof Outcome.Finished
                        && !trial.losses().isEmpty())
                .mapToDouble(trial -> mean(trial.losses(), step))
                .sorted()
                .toArray();
        if (step < steps || means.length < trials) {
            return false;
        }
        double best = losses.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
        return best > median(means);
    }

    private static double mean(List<Double> losses, int step) {
        return losses.stream()
                .limit(step)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1
                ? sorted[middle]
                : Arrays.stream(sorted, middle - 1, middle + 1).sum() / 2;
    }
}
