package org.modelyard.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Two shares compared within strata, such as campaigns: one odds ratio for all (Mantel and Haenszel 1959), with the interval of
 * Robins, Breslow and Greenland (1986). Asymptotic in the counts of all strata together.
 *
 * @param oddsRatio of b over a; NaN or infinite when a cell is empty in all strata
 * @param test the continuity-corrected test that it is 1
 */
public record MantelHaenszel(double oddsRatio, Interval interval, TestResult test) {

    /** One stratum: successes and units of a and b. */
    public record Stratum(long successesA, long nA, long successesB, long nB) {}

    /** @throws IllegalArgumentException when the strata leave the interval undefined */
    public static MantelHaenszel over(java.util.List<Stratum> strata, double confidence) {
        double r = 0;
        double s = 0;
        double pr = 0;
        double both = 0;
        double qs = 0;
        double excess = 0;
        double variance = 0;
        for (Stratum one : strata) {
            double a = one.successesB;
            double b = one.nB - a;
            double c = one.successesA;
            double d = one.nA - c;
            double n = a + b + c + d;
            if (n < 2) {
                continue;
            }
            r += a * d / n;
            s += b * c / n;
            pr += (a + d) / n * a * d / n;
            both += (a + d) / n * b * c / n + (b + c) / n * a * d / n;
            qs += (b + c) / n * b * c / n;
            excess += a - (a + b) * (a + c) / n;
            variance += (a + b) * (c + d) * (a + c) * (b + d) / (n * n * (n - 1));
        }
        double error = Math.sqrt(pr / (2 * r * r) + both / (2 * r * s) + qs / (2 * s * s));
        double odds = r / s;
        double factor = Math.exp(Proportions.z(confidence) * error);
        double corrected = Math.max(0, Math.abs(excess) - 0.5);
        double chiSquared = corrected * corrected / variance;
        return new MantelHaenszel(
                odds,
                new Interval(odds / factor, odds * factor, confidence),
                new TestResult(chiSquared, ChiSquaredDistribution.of(1).survivalProbability(chiSquared), 1));
    }
}
