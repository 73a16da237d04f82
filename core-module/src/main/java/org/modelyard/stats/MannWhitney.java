package org.modelyard.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Mann and Whitney's U (1947), two-sided: does one of two samples tend to be greater? Holds its error rate for equal
 * distributions; where only the spread differs it is not a test of medians. Undefined with an empty side or when all values
 * are equal.
 */
public final class MannWhitney {

    private MannWhitney() {}

    /** The pairs in which x is greater, equal ones counting half: 0 to the product of the lengths. */
    public static double u(double[] x, double[] y) {
        double[] ranks = Ranks.of(joined(x, y));
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += ranks[i];
        }
        return sum - x.length * (x.length + 1.0) / 2;
    }

    /** The normal approximation that allows for ties: close from about 10 values a side. */
    public static TestResult approximate(double[] x, double[] y, boolean continuity) {
        if (x.length == 0 || y.length == 0) {
            return TestResult.UNDEFINED;
        }
        double m = x.length;
        double n = y.length;
        double all = m + n;
        double variance = m * n / 12 * (all + 1 - tieTerm(joined(x, y)) / (all * (all - 1)));
        if (!(variance > 0)) {
            return TestResult.UNDEFINED;
        }
        double u = u(x, y);
        double distance = Math.abs(u - m * n / 2) - (continuity ? 0.5 : 0);
        double p = 2 * NormalDistribution.of(0, 1).survivalProbability(distance / Math.sqrt(variance));
        return new TestResult(u, Math.min(1, p));
    }

    /** Exact by counting the orders. Undefined with ties, for which the count does not hold. Takes mn(m+n) steps. */
    public static TestResult exact(double[] x, double[] y) {
        double[] all = joined(x, y);
        if (x.length == 0 || y.length == 0 || Arrays.stream(all).distinct().count() < all.length) {
            return TestResult.UNDEFINED;
        }
        double u = u(x, y);
        int least = (int) Math.min(u, (double) x.length * y.length - u);
        return new TestResult(u, Math.min(1, 2 * tail(x.length, y.length, least)));
    }

    /** Chance of a U of at most this: orders of m and n values by their U, in shares so that nothing runs over. */
    private static double tail(int m, int n, int least) {
        // share[i][u] of the orders of i of x's values and the present number of y's
        double[][] share = new double[m + 1][m * n + 1];
        for (int i = 0; i <= m; i++) {
            share[i][0] = 1;
        }
        for (int j = 1; j <= n; j++) {
            double[][] next = new double[m + 1][m * n + 1];
            next[0][0] = 1;
            for (int i = 1; i <= m; i++) {
                for (int u = 0; u <= i * j; u++) {
                    // the greatest is one of x's and above all j of y's, or one of y's
                    double above = u >= j ? next[i - 1][u - j] : 0;
                    next[i][u] = (i * above + j * share[i][u]) / (i + j);
                }
            }
            share = next;
        }
        return Arrays.stream(share[m], 0, least + 1).sum();
    }

    /** Sum of t^3 - t over groups of t equal values. */
    static double tieTerm(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double sum = 0;
        double run = 1;
        for (int i = 1; i <= sorted.length; i++) {
            if (i < sorted.length && sorted[i] == sorted[i - 1]) {
                run++;
            } else {
                sum += run * run * run - run;
                run = 1;
            }
        }
        return sum;
    }

    static double[] joined(double[]... samples) {
        return Arrays.stream(samples).flatMapToDouble(Arrays::stream).toArray();
    }
}
