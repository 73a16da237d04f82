package org.modelyard.stats;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Tests of means, two-sided. The error rate is exact for normal values and asymptotic for others. Undefined with fewer
 * than two values a side, or no variance at all.
 */
public final class MeanTests {

    private MeanTests() {}

    /** Welch's t of the mean of x less that of y, with Satterthwaite's degrees of freedom. */
    public static TestResult welch(double[] x, double[] y) {
        if (x.length < 2 || y.length < 2) {
            return TestResult.UNDEFINED;
        }
        double a = variance(x) / x.length;
        double b = variance(y) / y.length;
        double df = (a + b) * (a + b) / (a * a / (x.length - 1) + b * b / (y.length - 1));
        return result(mean(x) - mean(y), a + b, df);
    }

    /** Interval for the mean of y less that of x, by Welch's t. NaN is never given: it throws when undefined. */
    public static Interval welchInterval(double[] x, double[] y, double confidence) {
        Arguments.share("confidence", confidence);
        TestResult test = welch(x, y);
        if (Double.isNaN(test.p())) {
            throw new IllegalArgumentException("no interval without variance or with fewer than two values a side");
        }
        double difference = mean(y) - mean(x);
        double error = Math.sqrt(variance(x) / x.length + variance(y) / y.length);
        double half =
                TDistribution.of(test.degreesOfFreedom()).inverseSurvivalProbability((1 - confidence) / 2) * error;
        return new Interval(difference - half, difference + half, confidence);
    }

    /** t of the mean difference of pairs, b less a. */
    public static TestResult paired(double[] a, double[] b) {
        return corrected(a, b, 0);
    }

    /**
     * Nadeau and Bengio's corrected t (2003) for the scores of two models on the same folds, b less a. Folds share
     * training rows, so the plain paired t would ring too often; this one holds its rate approximately.
     */
    public static TestResult crossValidated(double[] a, double[] b, int trainRows, int testRows) {
        return crossValidated(a, b, (double) testRows / trainRows);
    }

    /** @param overlap evaluation rows over training rows of a fold */
    public static TestResult crossValidated(double[] a, double[] b, double overlap) {
        if (!(overlap > 0)) {
            throw new IllegalArgumentException("an overlap of " + overlap);
        }
        return corrected(a, b, overlap);
    }

    private static TestResult corrected(double[] a, double[] b, double overlap) {
        Arguments.sameLength(a.length, b.length);
        if (a.length < 2) {
            return TestResult.UNDEFINED;
        }
        double[] differences = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            differences[i] = b[i] - a[i];
        }
        double squaredError = (1.0 / a.length + overlap) * variance(differences);
        return result(mean(differences), squaredError, a.length - 1);
    }

    private static TestResult result(double difference, double squaredError, double df) {
        if (!(squaredError > 0)) {
            return TestResult.UNDEFINED;
        }
        double t = difference / Math.sqrt(squaredError);
        return new TestResult(t, 2 * TDistribution.of(df).survivalProbability(Math.abs(t)), df);
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** With n - 1 in the denominator, in two passes. */
    static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return sum / (values.length - 1);
    }
}
