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
        TDistribution t = TDistribution.of(effect.degreesOfFreedom());
        double tail = side == Side.BOTH ? alpha / 2 : alpha;
        double half = t.inverseSurvivalProbability(tail) * effect.standardError();
        return new Finding(effect.estimate(), around(effect.estimate(), half, side, alpha), p(t, effect, side));
    }

    /** The test without the interval, which takes many times as long. */
    static double p(Effect effect, Side side) {
        return p(TDistribution.of(effect.degreesOfFreedom()), effect, side);
    }

    private static double p(TDistribution t, Effect effect, Side side) {
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
