package org.modelyard.experiment.analysis;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Beta posterior of a share.
 *
 * @param alpha successes and the prior's
 * @param beta failures and the prior's
 */
public record BetaPosterior(double alpha, double beta) {

    /** Cells of the integration; each takes three of Gauss and Legendre's points. */
    private static final int CELLS = 600;
    /** What is left out on each side. */
    private static final double NEGLIGIBLE = 1e-13;

    private static final double NODE = Math.sqrt(0.6);

    public BetaPosterior {
        if (!(alpha > 0 && beta > 0)) {
            throw new IllegalArgumentException("a beta distribution of " + alpha + " and " + beta);
        }
    }

    /** Under the uniform prior. */
    public static BetaPosterior uniform(long successes, long n) {
        if (successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n);
        }
        return new BetaPosterior(1.0 + successes, 1.0 + n - successes);
    }

    public double mean() {
        return alpha / (alpha + beta);
    }

    /** Chance that this share is greater than the other, to about 1e-9. */
    public double chanceAbove(BetaPosterior other) {
        return chancesToBeBest(List.of(this, other))[0];
    }

    /** What choosing this loses on average against the other being better: E max(other - this, 0). */
    public double lossAgainst(BetaPosterior other) {
        BetaDistribution own = distribution();
        BetaDistribution others = other.distribution();
        double low =
                Math.min(own.inverseCumulativeProbability(NEGLIGIBLE), others.inverseCumulativeProbability(NEGLIGIBLE));
        double high =
                Math.max(own.inverseSurvivalProbability(NEGLIGIBLE), others.inverseSurvivalProbability(NEGLIGIBLE));
        return integral(low, high, t -> others.survivalProbability(t) * own.cumulativeProbability(t));
    }

    /** Chance of each to be the greatest: Thompson sampling's propensities. They add up to 1. */
    public static double[] chancesToBeBest(List<BetaPosterior> arms) {
        List<BetaDistribution> all =
                arms.stream().map(BetaPosterior::distribution).toList();
        double[] chances = IntStream.range(0, all.size())
                .mapToDouble(i -> integral(
                        all.get(i).inverseCumulativeProbability(NEGLIGIBLE),
                        all.get(i).inverseSurvivalProbability(NEGLIGIBLE),
                        t -> {
                            double value = all.get(i).density(t);
                            for (int j = 0; j < all.size() && value != 0; j++) {
                                value *= j == i ? 1 : all.get(j).cumulativeProbability(t);
                            }
                            return value;
                        }))
                .toArray();
        double sum = 0;
        for (double chance : chances) {
            sum += chance;
        }
        for (int i = 0; i < chances.length; i++) {
            chances[i] /= sum;
        }
        return chances;
    }

    private BetaDistribution distribution() {
        return BetaDistribution.of(alpha, beta);
    }

    private static double integral(double low, double high, java.util.function.DoubleUnaryOperator f) {
        double half = (high - low) / CELLS / 2;
        double sum = 0;
        for (int i = 0; i < CELLS; i++) {
            double centre = low + (2 * i + 1) * half;
            sum += 5 * f.applyAsDouble(centre - NODE * half)
                    + 8 * f.applyAsDouble(centre)
                    + 5 * f.applyAsDouble(centre + NODE * half);
        }
        return sum / 9 * half;
    }
}
