package org.modelyard.experiment.analysis;

/**
 * Controlled experiments using pre-experiment data (Deng, Xu, Kohavi, Walker 2013): takes out of the metric what an earlier value
 * of the same unit explains. The effect stays the same on average, its variance falls by the squared correlation. Assumes that the
 * earlier value was settled before the unit was assigned; else the effect itself is taken out.
 *
 * @param theta slope of the metric on the earlier value over all units, 0 when the earlier value does not vary
 * @param correlation of the two over all units; NaN when either does not vary
 */
public record Cuped(double theta, double correlation, double meanBefore) {

    /** From the sums of all variants together; y is the metric and x the earlier value. */
    public static Cuped over(Sums all) {
        double variance = all.varianceX();
        double theta = variance > 0 ? all.covariance() / variance : 0;
        return new Cuped(theta, all.covariance() / Math.sqrt(variance * all.varianceY()), all.sumX() / all.n());
    }

    /** One variant's sample with the metric adjusted. */
    public Sample adjusted(Sums variant) {
        double n = variant.n();
        double mean = variant.sumY() / n - theta * (variant.sumX() / n - meanBefore);
        double rest = variant.varianceY() - 2 * theta * variant.covariance() + theta * theta * variant.varianceX();
        return new Sample(variant.n(), mean, rest);
    }

    /** Adjusted variance over raw variance, 0-1; NaN when the metric does not vary. */
    public double varianceRatio() {
        return 1 - correlation * correlation;
    }
}
