package org.modelyard.stats;

import java.util.Arrays;

/**
 * The population stability index: sum of (q - p) ln(q / p) over bins, with p the reference's shares and q the current
 * ones. Symmetric, 0 for equal shares. A share below epsilon counts as epsilon, without renormalising.
 */
public final class StabilityIndex {

    /** What an empty bin counts as. */
    public static final double EPSILON = 1e-4;

    private StabilityIndex() {}

    /**
     * PSI of counts over the same bins; NaN when one side is empty.
     *
     * @param epsilon least share, 0 for none (an empty bin then gives infinity)
     */
    public static double psi(long[] reference, long[] current, double epsilon) {
        Arguments.sameLength(reference.length, current.length);
        double n = Arrays.stream(reference).sum();
        double m = Arrays.stream(current).sum();
        if (n == 0 || m == 0) {
            return Double.NaN;
        }
        double psi = 0;
        for (int i = 0; i < reference.length; i++) {
            if (reference[i] == 0 && current[i] == 0) {
                continue;
            }
            double p = Math.max(epsilon, reference[i] / n);
            double q = Math.max(epsilon, current[i] / m);
            psi += (q - p) * Math.log(q / p);
        }
        return psi;
    }

    /**
     * PSI less what noise alone gives on average, (bins - 1)(1/n + 1/m) (Yurdakul 2018), and never below 0. Bins that
     * are empty on both sides do not count.
     */
    public static double correctedPsi(long[] reference, long[] current) {
        int bins = 0;
        double n = 0;
        double m = 0;
        for (int i = 0; i < reference.length; i++) {
            bins += reference[i] + current[i] > 0 ? 1 : 0;
            n += reference[i];
            m += current[i];
        }
        double psi = psi(reference, current, EPSILON);
        return Double.isNaN(psi) ? psi : Math.max(0, psi - (bins - 1) * (1 / n + 1 / m));
    }

    /**
     * PSI of two samples over quantile bins of the reference, (e(i-1), e(i)], the outer ones open. NaN when one side is
     * empty.
     */
    public static double psi(double[] reference, double[] current, int bins, double epsilon) {
        if (reference.length == 0 || current.length == 0) {
            return Double.NaN;
        }
        double[] edges = quantileEdges(reference, bins);
        return psi(count(reference, edges), count(current, edges), epsilon);
    }

    /** Inner edges at 1/bins, 2/bins, …: quantiles by linear interpolation (Hyndman-Fan type 7), each once. */
    static double[] quantileEdges(double[] reference, int bins) {
        double[] sorted = reference.clone();
        Arrays.sort(sorted);
        return java.util.stream.IntStream.range(1, bins)
                .mapToDouble(i -> {
                    double at = (double) i / bins * (sorted.length - 1);
                    int low = (int) Math.floor(at);
                    double rest = at - low;
                    return low + 1 < sorted.length ? sorted[low] + rest * (sorted[low + 1] - sorted[low]) : sorted[low];
                })
                .distinct()
                .toArray();
    }

    private static long[] count(double[] values, double[] edges) {
        long[] counts = new long[edges.length + 1];
        for (double value : values) {
            int bin = 0;
            while (bin < edges.length && edges[bin] < value) {
                bin++;
            }
            counts[bin]++;
        }
        return counts;
    }
}
