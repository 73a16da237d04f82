package org.modelyard.experiment.analysis;

import java.util.Optional;
import org.modelyard.stats.Interval;

/**
 * Fieller's interval (1954) for a mean relative to the control's: all ratios r for which b - r a is within so many standard errors of 0. It rests on the normal limit of that difference alone,
 * not of the ratio: where the control's mean comes out high by chance, both the ratio and the standard error that the delta method gives it come out low, so that its intervals
 * say far too often that a loss is larger than it is, and too seldom that it is smaller.
 */
public final class Fieller {

    private Fieller() {}

    /**
     * Of b over a, less 1.
     *
     * @param a the control, whose mean lies above 0
     * @param reach in standard errors, as the rule gives it
     * @param alpha that the reach is of
     * @return empty where the control's mean is not more than the reach above 0: then no ratio is excluded at one end at least
     */
    public static Optional<Interval> relative(Sample a, Sample b, double reach, double alpha) {
        double errorA = reach * reach * a.variance() / a.n();
        double errorB = reach * reach * b.variance() / b.n();
        double sure = a.mean() * a.mean() - errorA;
        if (!(a.mean() > 0 && sure > 0)) {
            return Optional.empty();
        }
        double product = a.mean() * b.mean();
        // product² - sure (b² - errorB) without the difference of two numbers that are almost the same
        double root = Math.sqrt(sure * errorB + errorA * b.mean() * b.mean());
        return Optional.of(new Interval((product - root) / sure - 1, (product + root) / sure - 1, 1 - alpha));
    }
}
