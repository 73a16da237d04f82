package org.modelyard.ml.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/** F-beta as a ratio of sums over rows: (1 + b²) hits over b² rows with the label plus rows that were given it. */
final class FBeta {

    private FBeta() {}

    /** NaN when no row has the label or was given it. */
    static double value(long hits, long support, long predicted, double beta) {
        return (1 + beta * beta) * hits / (beta * beta * support + predicted);
    }

    /** By the delta method, asymptotic, cut to 0-1; null where it has no variance. */
    static @Nullable Interval interval(ConfusionMatrix confusion, int label, double beta, double confidence) {
        long hits = confusion.counts()[label][label];
        long support = confusion.support(label);
        long predicted = confusion.predicted(label);
        double square = beta * beta;
        double f = value(hits, support, predicted, beta);
        double rest = hits * Math.pow((1 + square) * (1 - f), 2)
                + (support - hits) * Math.pow(square * f, 2)
                + (predicted - hits) * f * f;
        double error = Math.sqrt(rest) / (square * support + predicted);
        if (!(error > 0)) {
            return null;
        }
        double half = error * NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        return new Interval(Math.max(0, f - half), Math.min(1, f + half), confidence);
    }
}
