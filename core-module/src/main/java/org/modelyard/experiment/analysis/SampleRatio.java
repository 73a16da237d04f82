package org.modelyard.experiment.analysis;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.modelyard.stats.ChiSquared;
import org.modelyard.stats.TestResult;

/**
 * Are the variants' units as many as their shares say? If not, something loses or doubles units, and no comparison of the rest
 * can be trusted (Fabijan et al. 2019). Pearson's chi-squared; looked at each day for a month, a level of 0.001 rings falsely in a
 * few of a hundred experiments.
 *
 * @param p NaN while a variant has fewer than {@link #LEAST_EXPECTED} units to expect
 */
public record SampleRatio(double statistic, double p) {

    /** Below this, assignment is not to be trusted. */
    public static final double LEVEL = 0.001;

    /** With fewer the statistic is not distributed as chi-squared, and a single unit of a small share would ring (Cochran 1954). */
    public static final double LEAST_EXPECTED = 5;

    /** @param shares of any sum, positive */
    public static SampleRatio of(long[] units, double[] shares) {
        double all = Arrays.stream(units).sum();
        double least =
                Arrays.stream(shares).min().orElse(0) / Arrays.stream(shares).sum();
        if (!(all * least >= LEAST_EXPECTED)) {
            return new SampleRatio(Double.NaN, Double.NaN);
        }
        TestResult test = ChiSquared.goodnessOfFit(units, shares);
        return new SampleRatio(test.statistic(), test.p());
    }

    /**
     * Of units that were divided round by round, each time by other shares that may rest on all that was seen before. The sum of (counts less
     * expected) over the rounds is a martingale, and its covariance the sum of the rounds' multinomial ones, so that the quadratic form is
     * asymptotically chi-squared with variants - 1 degrees of freedom; with one round it is Pearson's statistic.
     *
     * @param units by round and variant
     * @param shares of the same rounds, of any sum, positive
     */
    public static SampleRatio ofRounds(List<long[]> units, List<double[]> shares) {
        if (units.isEmpty()) {
            return new SampleRatio(Double.NaN, Double.NaN);
        }
        int free = shares.get(0).length - 1;
        double[] expected = new double[free + 1];
        double[] beyond = new double[free];
        double[][] covariance = new double[free][free];
        for (int r = 0; r < units.size(); r++) {
            double all = Arrays.stream(units.get(r)).sum();
            double whole = Arrays.stream(shares.get(r)).sum();
            for (int i = 0; i <= free; i++) {
                expected[i] += all * shares.get(r)[i] / whole;
            }
            for (int i = 0; i < free; i++) {
                double p = shares.get(r)[i] / whole;
                beyond[i] += units.get(r)[i] - all * p;
                for (int j = 0; j < free; j++) {
                    covariance[i][j] += all * ((i == j ? p : 0) - p * shares.get(r)[j] / whole);
                }
            }
        }
        if (!(Arrays.stream(expected).min().orElse(0) >= LEAST_EXPECTED)) {
            return new SampleRatio(Double.NaN, Double.NaN);
        }
        double statistic = quadratic(covariance, beyond);
        return new SampleRatio(
                statistic, ChiSquaredDistribution.of(free).survivalProbability(statistic));
    }

    /** x' A⁻¹ x for a positive definite A, by elimination; both are used up. */
    private static double quadratic(double[][] a, double[] x) {
        double sum = 0;
        for (int k = 0; k < x.length; k++) {
            sum += x[k] * x[k] / a[k][k];
            for (int i = k + 1; i < x.length; i++) {
                double factor = a[i][k] / a[k][k];
                x[i] -= factor * x[k];
                for (int j = k + 1; j < x.length; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return sum;
    }

    /** Whether the shares are not what they should be. Too few are no mismatch. */
    public boolean mismatch() {
        return p < LEVEL;
    }
}
