package org.modelyard.experiment.analysis;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * What is believed of an effect after the data: a normal posterior of b against a. It states no error rate: looked at until it
 * pleases, a chance to win of 95 % comes up by luck far more often than one time in twenty.
 *
 * @param mean of the effect
 * @param deviation of the effect
 */
public record Posterior(double mean, double deviation) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Belief before the data.
     *
     * @param variance positive
     */
    public record Prior(double mean, double variance) {
        public Prior {
            if (!(variance > 0) || !Double.isFinite(mean)) {
                throw new IllegalArgumentException("a prior of mean " + mean + " and variance " + variance);
            }
        }
    }

    /** @param prior null for a flat one, under which the posterior is the likelihood */
    public static Posterior of(Effect effect, @Nullable Prior prior) {
        double variance = effect.standardError() * effect.standardError();
        if (prior == null) {
            return new Posterior(effect.estimate(), effect.standardError());
        }
        double precision = 1 / variance + 1 / prior.variance();
        double mean = (effect.estimate() / variance + prior.mean() / prior.variance()) / precision;
        return new Posterior(mean, Math.sqrt(1 / precision));
    }

    /** That b is better (greater). */
    public double chanceToWin() {
        return NORMAL.cumulativeProbability(mean / deviation);
    }

    /** What choosing b loses on average against knowing better, in the effect's unit. */
    public double lossOfChoosing() {
        return expectedPositive(-mean);
    }

    /** What keeping a loses on average. */
    public double lossOfKeeping() {
        return expectedPositive(mean);
    }

    /** Credible. */
    public Interval interval(double confidence) {
        double half = NORMAL.inverseSurvivalProbability((1 - confidence) / 2) * deviation;
        return new Interval(mean - half, mean + half, confidence);
    }

    private double expectedPositive(double centre) {
        double z = centre / deviation;
        return deviation * NORMAL.density(z) + centre * NORMAL.cumulativeProbability(z);
    }
}
