package org.modelyard.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/** Correlations of pairs, -1 to 1. NaN with fewer than two pairs, or when one side is constant. */
public final class Correlation {

    private Correlation() {}

    /** Pearson's product-moment correlation. */
    public static double pearson(double[] x, double[] y) {
        Arguments.sameLength(x.length, y.length);
        double meanX = MeanTests.mean(x);
        double meanY = MeanTests.mean(y);
        double widthX = Arrays.stream(x).map(v -> Math.abs(v - meanX)).max().orElse(0);
        double widthY = Arrays.stream(y).map(v -> Math.abs(v - meanY)).max().orElse(0);
        if (x.length < 2 || widthX == 0 || widthY == 0) {
            return Double.NaN;
        }
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            // scaled to 1, so that no square overflows
            double a = (x[i] - meanX) / widthX;
            double b = (y[i] - meanY) / widthY;
            xy += a * b;
            xx += a * a;
            yy += b * b;
        }
        return Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
    }

    /** Spearman's rank correlation: Pearson's of the ranks, ties getting their mean rank. */
    public static double spearman(double[] x, double[] y) {
        return pearson(Ranks.of(x), Ranks.of(y));
    }

    /** Kendall's tau-b, which allows for ties on both sides (Knight 1966). Takes n log n steps. */
    public static double kendall(double[] x, double[] y) {
        Arguments.sameLength(x.length, y.length);
        int n = x.length;
        int[] placeX = Ranks.places(x);
        int[] placeY = Ranks.places(y);
        long[] keys = new long[n];
        Arrays.setAll(keys, i -> ((long) placeX[i] << Integer.SIZE) | placeY[i]);
        Arrays.sort(keys);
        int[] byX = Arrays.stream(keys).mapToInt(key -> (int) key).toArray();
        double tiedBoth = ties(keys);
        double tiedX = ties(Arrays.stream(keys).map(key -> key >>> Integer.SIZE).toArray());
        double discordant = inversions(byX, new int[n], 0, n);
        double tiedY = ties(Arrays.stream(byX).asLongStream().toArray());
        double pairs = n * (n - 1.0) / 2;
        double scale = Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY);
        return n < 2 || scale == 0 ? Double.NaN : (pairs - tiedX - tiedY + tiedBoth - 2 * discordant) / scale;
    }

    /** Pairs of equal values. */
    private static double ties(long[] sorted) {
        double pairs = 0;
        double run = 0;
        for (int i = 1; i < sorted.length; i++) {
            run = sorted[i] == sorted[i - 1] ? run + 1 : 0;
            pairs += run;
        }
        return pairs;
    }

    /**
     * Two-sided test that Pearson's or Spearman's correlation is 0, by Student's t with n - 2 degrees of freedom: exact
     * for normal pairs, approximate for ranks. Undefined with fewer than three pairs.
     */
    public static TestResult test(double correlation, int n) {
        if (n < 3 || Double.isNaN(correlation)) {
            return TestResult.UNDEFINED;
        }
        double t = correlation * Math.sqrt((n - 2) / ((1 - correlation) * (1 + correlation)));
        return new TestResult(t, 2 * TDistribution.of(n - 2.0).survivalProbability(Math.abs(t)), n - 2.0);
    }

    /** Fisher's z: for pairs from a normal distribution. Null with fewer than four pairs or at -1 and 1. */
    public static @Nullable Interval pearsonInterval(double correlation, int n, double confidence) {
        return fisher(correlation, n < 4 ? Double.NaN : 1.0 / (n - 3), confidence);
    }

    /** Fisher's z with Bonett and Wright's variance (2000): good for ranks of any distribution below about 0.95. */
    public static @Nullable Interval spearmanInterval(double correlation, int n, double confidence) {
        return fisher(correlation, n < 4 ? Double.NaN : (1 + correlation * correlation / 2) / (n - 3), confidence);
    }

    /** Fisher's z with the variance 0.437 / (n - 4) of Fieller, Hartley and Pearson (1957). */
    public static @Nullable Interval kendallInterval(double correlation, int n, double confidence) {
        return fisher(correlation, n < 5 ? Double.NaN : 0.437 / (n - 4), confidence);
    }

    private static @Nullable Interval fisher(double correlation, double variance, double confidence) {
        Arguments.share("confidence", confidence);
        if (!(Math.abs(correlation) < 1) || Double.isNaN(variance)) {
            return null;
        }
        double z = 0.5 * Math.log((1 + correlation) / (1 - correlation));
        double half = Proportions.z(confidence) * Math.sqrt(variance);
        return new Interval(Math.tanh(z - half), Math.tanh(z + half), confidence);
    }

    /** Sorts from..to ascending and counts the swaps of neighbours that this takes. */
    private static double inversions(int[] values, int[] spare, int from, int to) {
        if (to - from < 2) {
            return 0;
        }
        int middle = (from + to) >>> 1;
        double count = inversions(values, spare, from, middle) + inversions(values, spare, middle, to);
        System.arraycopy(values, from, spare, from, to - from);
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            if (right >= to || (left < middle && spare[left] <= spare[right])) {
                values[i] = spare[left++];
            } else {
                count += middle - left;
                values[i] = spare[right++];
            }
        }
        return count;
    }
}
