package org.modelyard.experiment.analysis;

import org.modelyard.stats.ChiSquared;
import org.modelyard.stats.TestResult;

/**
 * Are the variants' units as many as their shares say? If not, something loses or doubles units, and no comparison of the rest
 * can be trusted (Fabijan et al. 2019). Pearson's chi-squared; looked at each day for a month, a level of 0.001 rings falsely in a
 * few of a hundred experiments.
 *
 * @param p NaN without units
 */
public record SampleRatio(double statistic, double p) {

    /** Below this, assignment is not to be trusted. */
    public static final double LEVEL = 0.001;

    /** @param shares of any sum, positive */
    public static SampleRatio of(long[] units, double[] shares) {
        TestResult test = ChiSquared.goodnessOfFit(units, shares);
        return new SampleRatio(test.statistic(), test.p());
    }

    /** Whether the shares are not what they should be. No units are no mismatch. */
    public boolean mismatch() {
        return p < LEVEL;
    }
}
