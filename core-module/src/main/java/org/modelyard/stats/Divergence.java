package org.modelyard.stats;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Distances of two distributions given as counts over the same cells. NaN when one side is empty. */
public final class Divergence {

    private Divergence() {}

    /** Jensen-Shannon distance to base 2: the square root of the divergence, 0-1. */
    public static double jensenShannon(long[] p, long[] q) {
        double[] a = shares(p);
        double[] b = shares(q);
        double sum = IntStream.range(0, pairs(a, b))
                .mapToDouble(i -> term(a[i], (a[i] + b[i]) / 2) + term(b[i], (a[i] + b[i]) / 2))
                .sum();
        return Math.sqrt(Math.max(0, sum / 2) / Math.log(2));
    }

    /** Kullback-Leibler divergence of q from p in nats; infinite where q lacks what p has. Not symmetric. */
    public static double kullbackLeibler(long[] p, long[] q) {
        double[] a = shares(p);
        double[] b = shares(q);
        return IntStream.range(0, pairs(a, b))
                .mapToDouble(i -> term(a[i], b[i]))
                .sum();
    }

    /** Hellinger distance, 0-1. */
    public static double hellinger(long[] p, long[] q) {
        double[] a = shares(p);
        double[] b = shares(q);
        double sum = IntStream.range(0, pairs(a, b))
                .mapToDouble(i -> Math.pow(Math.sqrt(a[i]) - Math.sqrt(b[i]), 2))
                .sum();
        return Math.sqrt(sum / 2);
    }

    /** Total variation, 0-1: the largest difference of probability that any set of cells shows. */
    public static double totalVariation(long[] p, long[] q) {
        double[] a = shares(p);
        double[] b = shares(q);
        return IntStream.range(0, pairs(a, b))
                        .mapToDouble(i -> Math.abs(a[i] - b[i]))
                        .sum()
                / 2;
    }

    /**
     * Counts of both samples over equal cells from the least to the greatest of all values, the last closed on the right.
     *
     * @return the row of x, then that of y
     * @throws IllegalArgumentException when a side is empty
     */
    public static long[][] histograms(double[] x, double[] y, int bins) {
        double low = Math.min(least(x), least(y));
        double high = -Math.min(least(negative(x)), least(negative(y)));
        double width = high > low ? high - low : 1;
        double start = high > low ? low : low - 0.5;
        long[][] counts = new long[2][bins];
        for (int side = 0; side < 2; side++) {
            for (double value : side == 0 ? x : y) {
                int cell = Math.min(bins - 1, (int) ((value - start) / width * bins));
                // the edges as they are written down decide, not how the division was rounded
                if (cell > 0 && value < start + cell * (width / bins)) {
                    cell--;
                } else if (cell < bins - 1 && value >= start + (cell + 1) * (width / bins)) {
                    cell++;
                }
                counts[side][cell]++;
            }
        }
        return counts;
    }

    private static double least(double[] values) {
        return Arrays.stream(values).min().orElseThrow(() -> new IllegalArgumentException("a sample without a value"));
    }

    private static double[] negative(double[] values) {
        return Arrays.stream(values).map(value -> -value).toArray();
    }

    private static double term(double p, double q) {
        return p == 0 ? 0 : p * Math.log(p / q);
    }

    private static int pairs(double[] a, double[] b) {
        Arguments.sameLength(a.length, b.length);
        return a.length;
    }

    private static double[] shares(long[] counts) {
        double total = Arrays.stream(counts).sum();
        return Arrays.stream(counts).mapToDouble(count -> count / total).toArray();
    }
}
