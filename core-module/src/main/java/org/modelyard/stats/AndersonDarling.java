package org.modelyard.stats;

import java.util.Arrays;

/**
 * Anderson and Darling's test that k samples have one distribution, after Scholz and Stephens (1987), with midranks for ties.
 * The error rate is asymptotic; the p-value is interpolated between their tables and so kept to 0.001-0.25.
 */
public final class AndersonDarling {

    private static final double[] LEVELS = {0.25, 0.1, 0.05, 0.025, 0.01, 0.005, 0.001};
    private static final double[] B0 = {0.675, 1.281, 1.645, 1.96, 2.326, 2.573, 3.085};
    private static final double[] B1 = {-0.245, 0.25, 0.678, 1.149, 1.822, 2.364, 3.615};
    private static final double[] B2 = {-0.105, -0.305, -0.362, -0.391, -0.396, -0.345, -0.154};

    private AndersonDarling() {}

    /** Undefined with fewer than two samples, an empty one, or a single distinct value. */
    public static TestResult test(double[]... samples) {
        double[] all = MannWhitney.joined(samples);
        Arrays.sort(all);
        double[] distinct = Arrays.stream(all).distinct().toArray();
        int k = samples.length;
        if (k < 2 || distinct.length < 2 || Arrays.stream(samples).anyMatch(sample -> sample.length == 0)) {
            return TestResult.UNDEFINED;
        }
        double n = all.length;
        double statistic = 0;
        for (double[] sample : samples) {
            double[] sorted = sample.clone();
            Arrays.sort(sorted);
            double inner = 0;
            for (double value : distinct) {
                double equal = upTo(all, value) - below(all, value);
                double b = below(all, value) + equal / 2;
                double own = (below(sorted, value) + upTo(sorted, value)) / 2.0;
                double difference = n * own - b * sample.length;
                inner += equal / n * difference * difference / (b * (n - b) - n * equal / 4);
            }
            statistic += inner / sample.length;
        }
        statistic *= (n - 1) / n;
        double normalised = (statistic - (k - 1)) / Math.sqrt(variance(samples, n));
        return new TestResult(normalised, p(normalised, criticalValues(k)), k - 1.0);
    }

    /** For k samples, at 0.25, 0.1, 0.05, 0.025, 0.01, 0.005 and 0.001. */
    static double[] criticalValues(int k) {
        double m = k - 1;
        double[] values = new double[LEVELS.length];
        Arrays.setAll(values, i -> B0[i] + B1[i] / Math.sqrt(m) + B2[i] / m);
        return values;
    }

    private static double variance(double[][] samples, double n) {
        double k = samples.length;
        double inverse = Arrays.stream(samples).mapToDouble(s -> 1.0 / s.length).sum();
        double h = 0;
        for (int i = 1; i < n; i++) {
            h += 1.0 / i;
        }
        double g = doubleSum((int) n);
        double a = (4 * g - 6) * (k - 1) + (10 - 6 * g) * inverse;
        double b = (2 * g - 4) * k * k + 8 * h * k + (2 * g - 14 * h - 4) * inverse - 8 * h + 4 * g - 6;
        double c = (6 * h + 2 * g - 2) * k * k + (4 * h - 4 * g + 6) * k + (2 * h - 6) * inverse + 4 * h;
        double d = (2 * h + 6) * k * k - 4 * h * k;
        return (a * n * n * n + b * n * n + c * n + d) / ((n - 1) * (n - 2) * (n - 3));
    }

    /** Sum over i from 1 to n - 2 of 1/(n - i) times the sum over j from i + 1 to n - 1 of 1/j. */
    private static double doubleSum(int n) {
        double sum = 0;
        double inner = 0;
        for (int i = n - 2; i >= 1; i--) {
            inner += 1.0 / (i + 1);
            sum += inner / (n - i);
        }
        return sum;
    }

    /** A parabola through the logarithms of the levels, as least squares draw it. */
    private static double p(double statistic, double[] critical) {
        if (statistic <= critical[0]) {
            return LEVELS[0];
        }
        if (statistic >= critical[critical.length - 1]) {
            return LEVELS[LEVELS.length - 1];
        }
        double[] c = parabola(critical);
        return Math.exp(c[0] + statistic * (c[1] + statistic * c[2]));
    }

    private static double[] parabola(double[] x) {
        double[][] m = new double[3][4];
        for (int i = 0; i < x.length; i++) {
            double[] powers = {1, x[i], x[i] * x[i]};
            for (int r = 0; r < 3; r++) {
                for (int c = 0; c < 3; c++) {
                    m[r][c] += powers[r] * powers[c];
                }
                m[r][3] += powers[r] * Math.log(LEVELS[i]);
            }
        }
        for (int pivot = 0; pivot < 3; pivot++) {
            for (int r = 0; r < 3; r++) {
                double factor = r == pivot ? 0 : m[r][pivot] / m[pivot][pivot];
                for (int c = 0; c < 4; c++) {
                    m[r][c] -= factor * m[pivot][c];
                }
            }
        }
        return new double[] {m[0][3] / m[0][0], m[1][3] / m[1][1], m[2][3] / m[2][2]};
    }

    private static int below(double[] sorted, double value) {
        int at = Arrays.binarySearch(sorted, value);
        if (at < 0) {
            return -at - 1;
        }
        while (at > 0 && sorted[at - 1] == value) {
            at--;
        }
        return at;
    }

    private static int upTo(double[] sorted, double value) {
        int at = below(sorted, value);
        while (at < sorted.length && sorted[at] == value) {
            at++;
        }
        return at;
    }
}
