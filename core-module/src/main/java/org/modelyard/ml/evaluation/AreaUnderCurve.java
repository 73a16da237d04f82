package org.modelyard.ml.evaluation;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * Area under the ROC curve: the probability that a positive row scores above a negative one, ties counting one half.
 *
 * @param value 0-1; NaN without a positive or a negative row
 * @param standardError by DeLong, DeLong and Clarke-Pearson (1988); NaN with fewer than two rows of either kind
 */
public record AreaUnderCurve(double value, double standardError) {

    /** Arrays of the same length; scores without NaN. Takes n log n steps. */
    public static AreaUnderCurve of(boolean[] positive, double[] scores) {
        SortedScores sorted = SortedScores.of(positive, scores);
        return ofSorted(sorted.high(), sorted.low());
    }

    /** Of the scores of positive and of negative rows, both ascending. */
    static AreaUnderCurve ofSorted(double[] high, double[] low) {
        if (high.length == 0 || low.length == 0) {
            return new AreaUnderCurve(Double.NaN, Double.NaN);
        }
        double[] above = placements(high, low);
        double[] below = placements(low, high);
        double area = Arrays.stream(above).sum() / above.length;
        double variance = variance(above) / above.length + variance(below) / below.length;
        return new AreaUnderCurve(area, Math.sqrt(variance));
    }

    /** By the normal approximation, cut to 0-1; null when the error is unknown or 0, as for a perfect separation. */
    public @Nullable Interval interval(double confidence) {
        if (!(standardError > 0)) {
            return null;
        }
        double half = standardError * NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        return new Interval(Math.max(0, value - half), Math.min(1, value + half), confidence);
    }

    /** For each value the share of the others that lie below it, ties one half. Both ascending. */
    private static double[] placements(double[] values, double[] others) {
        double[] placements = new double[values.length];
        int below = 0;
        int upTo = 0;
        for (int i = 0; i < values.length; i++) {
            while (below < others.length && others[below] < values[i]) {
                below++;
            }
            while (upTo < others.length && others[upTo] <= values[i]) {
                upTo++;
            }
            placements[i] = (below + upTo) / 2.0 / others.length;
        }
        return placements;
    }

    private static double variance(double[] values) {
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? Double.NaN : sum / (values.length - 1);
    }
}
