package org.modelyard.experiment.analysis;

import org.apache.commons.statistics.distribution.TDistribution;
import org.modelyard.stats.Interval;

/**
 * Welch's t of an effect, looked at once, when the planned size is reached: then the error rate is alpha, asymptotically. Looked at
 * again and again until something shows, it finds a winner far more often; {@link ConfidenceSequence} is for that.
 */
public final class FixedHorizon {

    private FixedHorizon() {}

    public static Finding test(Effect effect, Side side, double alpha) {
        double half = reach(effect, side, alpha) * effect.standardError();
        return new Finding(effect.estimate(), around(effect.estimate(), half, side, alpha), p(effect, side));
    }

    /** Half of the interval's length in standard errors. */
    public static double reach(Effect effect, Side side, double alpha) {
        return TDistribution.of(effect.degreesOfFreedom())
                .inverseSurvivalProbability(side == Side.BOTH ? alpha / 2 : alpha);
    }

    /** The test without the interval, which takes many times as long. */
    static double p(Effect effect, Side side) {
        TDistribution t = TDistribution.of(effect.degreesOfFreedom());
        return Math.min(
                1,
                switch (side) {
                    case BOTH -> 2 * t.survivalProbability(Math.abs(effect.z()));
                    case GREATER -> t.survivalProbability(effect.z());
                    case LESSER -> t.cumulativeProbability(effect.z());
                });
    }

    static Interval around(double centre, double half, Side side, double alpha) {
        return new Interval(
                side == Side.LESSER ? Double.NEGATIVE_INFINITY : centre - half,
                side == Side.GREATER ? Double.POSITIVE_INFINITY : centre + half,
                1 - alpha);
    }
}
