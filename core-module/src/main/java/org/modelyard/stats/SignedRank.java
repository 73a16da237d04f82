package org.modelyard.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** Wilcoxon's signed-rank test (1945) of pairs, two-sided; pairs without a difference are left out. */
public final class SignedRank {

    private static final int MOST_FOR_EXACT = 50;

    private SignedRank() {}

    /**
     * The statistic is the smaller rank sum. Exact for at most {@value #MOST_FOR_EXACT} differences of unlike size, else by
     * the normal approximation that allows for ties. Undefined when no pair differs.
     */
    public static TestResult test(double[] a, double[] b) {
        Arguments.sameLength(a.length, b.length);
        double[] differences = new double[a.length];
        Arrays.setAll(differences, i -> b[i] - a[i]);
        double[] kept = Arrays.stream(differences).filter(d -> d != 0).toArray();
        int n = kept.length;
        if (n == 0) {
            return TestResult.UNDEFINED;
        }
        double[] sizes = Arrays.stream(kept).map(Math::abs).toArray();
        double[] ranks = Ranks.of(sizes);
        double up = 0;
        for (int i = 0; i < n; i++) {
            up += kept[i] > 0 ? ranks[i] : 0;
        }
        double least = Math.min(up, n * (n + 1.0) / 2 - up);
        boolean ties = Arrays.stream(sizes).distinct().count() < n;
        return new TestResult(least, ties || n > MOST_FOR_EXACT ? normal(least, ranks) : exact((int) least, n));
    }

    /** Counts the sets of ranks by their sum: all 2^n are equally likely. */
    private static double exact(int least, int n) {
        double[] share = new double[n * (n + 1) / 2 + 1];
        share[0] = 1;
        for (int rank = 1; rank <= n; rank++) {
            for (int sum = share.length - 1; sum >= 0; sum--) {
                share[sum] = (share[sum] + (sum >= rank ? share[sum - rank] : 0)) / 2;
            }
        }
        double tail = 0;
        for (int sum = 0; sum <= least; sum++) {
            tail += share[sum];
        }
        return Math.min(1, 2 * tail);
    }

    private static double normal(double least, double[] ranks) {
        double squares = Arrays.stream(ranks).map(rank -> rank * rank).sum();
        double mean = ranks.length * (ranks.length + 1.0) / 4;
        double z = (least - mean) / Math.sqrt(squares / 4);
        return Math.min(1, 2 * NormalDistribution.of(0, 1).cumulativeProbability(z));
    }
}
