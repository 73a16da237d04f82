package org.modelyard.experiment.analysis;

import java.util.Arrays;
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

    /** Whether the shares are not what they should be. Too few are no mismatch. */
    public boolean mismatch() {
        return p < LEVEL;
    }
}
