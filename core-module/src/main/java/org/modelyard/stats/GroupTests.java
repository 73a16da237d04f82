package org.modelyard.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.FDistribution;

/** Do two or more groups differ? Undefined with an empty group, or when nothing varies. */
public final class GroupTests {

    private GroupTests() {}

    /** Means, by one-way analysis of variance: exact for normal values of equal variance. Degrees of freedom are the groups' less 1. */
    public static TestResult anova(double[]... groups) {
        double[] all = MannWhitney.joined(groups);
        double within = 0;
        double between = 0;
        double mean = MeanTests.mean(all);
        for (double[] group : groups) {
            if (group.length == 0) {
                return TestResult.UNDEFINED;
            }
            double own = MeanTests.mean(group);
            between += group.length * (own - mean) * (own - mean);
            within += Arrays.stream(group).map(v -> (v - own) * (v - own)).sum();
        }
        double df = groups.length - 1.0;
        double rest = all.length - groups.length;
        if (!(df > 0) || !(rest > 0) || !(within > 0)) {
            return TestResult.UNDEFINED;
        }
        double f = between / df / (within / rest);
        return new TestResult(f, FDistribution.of(df, rest).survivalProbability(f), df);
    }

    /** Ranks, by Kruskal and Wallis's H (1952), allowing for ties: asymptotic, close from about 5 values a group. */
    public static TestResult kruskalWallis(double[]... groups) {
        double[] all = MannWhitney.joined(groups);
        double[] ranks = Ranks.of(all);
        double n = all.length;
        double squares = 0;
        int at = 0;
        for (double[] group : groups) {
            if (group.length == 0) {
                return TestResult.UNDEFINED;
            }
            double sum = 0;
            for (int i = 0; i < group.length; i++) {
                sum += ranks[at++];
            }
            squares += sum * sum / group.length;
        }
        double ties = 1 - MannWhitney.tieTerm(all) / (n * n * n - n);
        double df = groups.length - 1.0;
        if (!(df > 0) || !(ties > 0)) {
            return TestResult.UNDEFINED;
        }
        double h = (12 / (n * (n + 1)) * squares - 3 * (n + 1)) / ties;
        return new TestResult(h, ChiSquaredDistribution.of(df).survivalProbability(h), df);
    }

    /** Spreads, by Brown and Forsythe (1974): an analysis of variance of the distances from each group's median. */
    public static TestResult brownForsythe(double[]... groups) {
        double[][] distances = new double[groups.length][];
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].length == 0) {
                return TestResult.UNDEFINED;
            }
            double median = median(groups[i]);
            distances[i] =
                    Arrays.stream(groups[i]).map(v -> Math.abs(v - median)).toArray();
        }
        return anova(distances);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
