package org.modelyard.stats;

import java.util.Arrays;

/**
 * The two-sample Kolmogorov-Smirnov test, two-sided: D is the largest difference of the two empirical distribution
 * functions.
 */
public final class KolmogorovSmirnov {

    private KolmogorovSmirnov() {}

    /**
     * D of two samples; NaN when one is empty.
     *
     * @throws IllegalArgumentException when a value is NaN
     */
    public static double statistic(double[] x, double[] y) {
        if (x.length == 0 || y.length == 0) {
            return Double.NaN;
        }
        double[] a = sorted(x);
        double[] b = sorted(y);
        double d = 0;
        int i = 0;
        int j = 0;
        while (i < a.length && j < b.length) {
            double value = Math.min(a[i], b[j]);
            while (i < a.length && a[i] <= value) {
                i++;
            }
            while (j < b.length && b[j] <= value) {
                j++;
            }
            d = Math.max(d, Math.abs((double) i / a.length - (double) j / b.length));
        }
        return d;
    }

    /**
     * D of two histograms over the same ordered cells, looked at on the edges: at most the D of the samples, and less
     * by no more than the largest share that one cell holds. NaN when one is empty.
     *
     * @param from first cell to look at
     * @param to one past the last
     */
    public static double statistic(long[] x, long[] y, int from, int to) {
        Arguments.sameLength(x.length, y.length);
        double n = 0;
        double m = 0;
        for (int i = from; i < to; i++) {
            n += x[i];
            m += y[i];
        }
        if (n == 0 || m == 0) {
            return Double.NaN;
        }
        double d = 0;
        long below = 0;
        long otherBelow = 0;
        for (int i = from; i < to; i++) {
            below += x[i];
            otherBelow += y[i];
            d = Math.max(d, Math.abs(below / n - otherBelow / m));
        }
        return d;
    }

    /**
     * p by Kolmogorov's limit distribution at sqrt(nm/(n+m)) D. Holds its error rate: for finite samples, ties and
     * binned values the true rate of false alarms is below the nominal one.
     */
    public static TestResult limit(double d, long n, long m) {
        double lambda = Math.sqrt((double) n * m / ((double) n + m)) * d;
        return new TestResult(d, survival(lambda));
    }

    /**
     * p with Stephens' correction for finite samples, (sqrt(e) + 0.12 + 0.11/sqrt(e)) D with e = nm/(n+m), as printed
     * in Numerical Recipes. Closer than {@link #limit} for small samples without ties.
     */
    public static TestResult stephens(double d, long n, long m) {
        double root = Math.sqrt((double) n * m / ((double) n + m));
        return new TestResult(d, survival((root + 0.12 + 0.11 / root) * d));
    }

    /**
     * The exact p, by counting lattice paths (Hodges 1958): exact without ties, conservative with them. Takes n times m
     * steps.
     *
     * @throws IllegalArgumentException when n times m is above ten million
     */
    public static TestResult exact(double d, int n, int m) {
        if ((long) n * m > 10_000_000L) {
            throw new IllegalArgumentException("too many steps for exact counting: use limit");
        }
        // share of the paths to (i, j) that stay inside the band; scaled step by step so that nothing overflows
        double band = d - 1e-12;
        double[] inside = new double[m + 1];
        for (int i = 0; i <= n; i++) {
            for (int j = 0; j <= m; j++) {
                if (Math.abs((double) i / n - (double) j / m) >= band) {
                    inside[j] = 0;
                } else if (i == 0 || j == 0) {
                    inside[j] = i == 0 && j == 0 ? 1 : i == 0 ? inside[j - 1] : inside[j];
                } else {
                    inside[j] = inside[j] * ((double) i / (i + j)) + inside[j - 1] * ((double) j / (i + j));
                }
            }
        }
        return new TestResult(d, Math.min(1, Math.max(0, 1 - inside[m])));
    }

    /** P(K &gt; x) of Kolmogorov's distribution; the theta form is used where the usual series is slow. */
    static double survival(double x) {
        if (Double.isNaN(x)) {
            return Double.NaN;
        }
        if (x <= 0.04) {
            return 1;
        }
        if (x < 0.8) {
            double sum = 0;
            for (int k = 1; k <= 40; k += 2) {
                sum += Math.exp(-(k * k) * Math.PI * Math.PI / (8 * x * x));
            }
            return Math.min(1, 1 - Math.sqrt(2 * Math.PI) / x * sum);
        }
        double sum = 0;
        for (int k = 1; k <= 20; k++) {
            double term = Math.exp(-2.0 * k * k * x * x);
            sum += (k & 1) == 1 ? term : -term;
        }
        return Math.max(0, Math.min(1, 2 * sum));
    }

    private static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        if (Double.isNaN(copy[copy.length - 1])) {
            throw new IllegalArgumentException("NaN in a sample: leave missing values out");
        }
        return copy;
    }
}
