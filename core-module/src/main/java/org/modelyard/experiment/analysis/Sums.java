package org.modelyard.experiment.analysis;

/**
 * Sums over units of a pair of numbers each: numerator and denominator of a ratio, or the metric and what was known of the unit
 * before.
 *
 * @param sumY of the numerator, or of the metric
 * @param sumX of the denominator, or of the earlier value
 */
public record Sums(long n, double sumY, double sumX, double sumYY, double sumXX, double sumXY) {

    public static final Sums NONE = new Sums(0, 0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException when they are not pairs */
    public static Sums of(double[] y, double[] x) {
        if (x.length != y.length) {
            throw new IllegalArgumentException("arrays of length " + y.length + " and " + x.length);
        }
        Sums sums = NONE;
        for (int i = 0; i < x.length; i++) {
            sums = sums.plus(new Sums(1, y[i], x[i], y[i] * y[i], x[i] * x[i], x[i] * y[i]));
        }
        return sums;
    }

    public Sums plus(Sums other) {
        return new Sums(
                n + other.n,
                sumY + other.sumY,
                sumX + other.sumX,
                sumYY + other.sumYY,
                sumXX + other.sumXX,
                sumXY + other.sumXY);
    }

    /** With n - 1 in the denominator, as the others; NaN with fewer than two units. */
    public double varianceY() {
        return n < 2 ? Double.NaN : Math.max(0, sumYY - sumY * sumY / n) / (n - 1);
    }

    public double varianceX() {
        return n < 2 ? Double.NaN : Math.max(0, sumXX - sumX * sumX / n) / (n - 1);
    }

    public double covariance() {
        return n < 2 ? Double.NaN : (sumXY - sumX * sumY / n) / (n - 1);
    }
}
