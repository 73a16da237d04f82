package org.modelyard.experiment.analysis;

import java.util.Optional;

/**
 * The effect of a variant against the control, with its standard error.
 *
 * @param degreesOfFreedom Satterthwaite's, for Welch's t
 * @param units of both sides
 */
public record Effect(double estimate, double standardError, double degreesOfFreedom, long units) {

    /**
     * Of b against a. The relative one is by the delta method (its covariance of numerator and denominator included): asymptotic, for a
     * control whose mean is many standard errors from 0.
     *
     * @return empty when a side has fewer than two units or no value, nothing varies, or the control's mean is 0 on the relative
     *     scale
     */
    public static Optional<Effect> of(Sample a, Sample b, Scale scale) {
        double errorA = a.variance() / a.n();
        double errorB = b.variance() / b.n();
        double difference = b.mean() - a.mean();
        double estimate = scale == Scale.ABSOLUTE ? difference : difference / a.mean();
        double squared = scale == Scale.ABSOLUTE
                ? errorA + errorB
                : errorB / (a.mean() * a.mean()) + errorA * b.mean() * b.mean() / Math.pow(a.mean(), 4);
        if (a.n() < 2 || b.n() < 2 || !(squared > 0) || !Double.isFinite(estimate) || !Double.isFinite(squared)) {
            return Optional.empty();
        }
        double df =
                (errorA + errorB) * (errorA + errorB) / (errorA * errorA / (a.n() - 1) + errorB * errorB / (b.n() - 1));
        return Optional.of(new Effect(estimate, Math.sqrt(squared), df, a.n() + b.n()));
    }

    /** How many standard errors from 0. */
    public double z() {
        return estimate / standardError;
    }
}
