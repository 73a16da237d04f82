package org.modelyard.stats;

import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/** Intervals and tests of shares. */
public final class Proportions {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Proportions() {}

    /**
     * Wilson's score interval (1927), without continuity correction: coverage is close to nominal on average over
     * shares, also for few rows and shares near 0 or 1.
     *
     * @param n at least 1
     */
    public static Interval wilson(long successes, long n, double confidence) {
        check(successes, n, confidence);
        double z = z(confidence);
        double p = (double) successes / n;
        double centre = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z / (1 + z * z / n) * Math.sqrt(p * (1 - p) / n + z * z / (4.0 * n * n));
        double low = successes == 0 ? 0 : Math.max(0, centre - half);
        double high = successes == n ? 1 : Math.min(1, centre + half);
        return new Interval(low, high, confidence);
    }

    /** Clopper and Pearson's interval (1934): coverage is never below nominal, and often well above. */
    public static Interval clopperPearson(long successes, long n, double confidence) {
        check(successes, n, confidence);
        double tail = (1 - confidence) / 2;
        double low = successes == 0
                ? 0
                : BetaDistribution.of(successes, n - successes + 1.0).inverseCumulativeProbability(tail);
        double high = successes == n
                ? 1
                : BetaDistribution.of(successes + 1.0, n - successes).inverseCumulativeProbability(1 - tail);
        return new Interval(low, high, confidence);
    }

    /**
     * z-test that two shares are equal, two-sided, with the pooled variance; positive when b's share is greater. The
     * error rate is asymptotic. Undefined when all or none of the units succeed.
     */
    public static TestResult zTest(long successesA, long nA, long successesB, long nB) {
        check(successesA, nA, 0.5);
        check(successesB, nB, 0.5);
        double pooled = (double) (successesA + successesB) / (nA + nB);
        double variance = pooled * (1 - pooled) * (1.0 / nA + 1.0 / nB);
        if (variance == 0) {
            return TestResult.UNDEFINED;
        }
        double z = ((double) successesB / nB - (double) successesA / nA) / Math.sqrt(variance);
        return new TestResult(z, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    /**
     * The same with each side's own variance: the test that Wald's interval makes. Rejects too often for few successes.
     * Undefined when neither side varies.
     */
    public static TestResult zUnpooled(long successesA, long nA, long successesB, long nB) {
        double error = waldError(successesA, nA, successesB, nB);
        if (error == 0) {
            return TestResult.UNDEFINED;
        }
        double z = ((double) successesB / nB - (double) successesA / nA) / error;
        return new TestResult(z, 2 * NORMAL.survivalProbability(Math.abs(z)));
    }

    /** Wald's interval for the share of b less that of a: asymptotic, too short for few successes. */
    public static Interval wald(long successesA, long nA, long successesB, long nB, double confidence) {
        check(successesA, nA, confidence);
        double difference = (double) successesB / nB - (double) successesA / nA;
        double half = z(confidence) * waldError(successesA, nA, successesB, nB);
        return new Interval(difference - half, difference + half, confidence);
    }

    private static double waldError(long successesA, long nA, long successesB, long nB) {
        check(successesA, nA, 0.5);
        check(successesB, nB, 0.5);
        double a = (double) successesA / nA;
        double b = (double) successesB / nB;
        return Math.sqrt(a * (1 - a) / nA + b * (1 - b) / nB);
    }

    /** Odds of b over those of a with Woolf's interval (1955): asymptotic. Null when a cell is empty. */
    public static @Nullable Interval oddsRatio(long successesA, long nA, long successesB, long nB, double confidence) {
        check(successesA, nA, confidence);
        check(successesB, nB, confidence);
        double[] cells = {successesB, nB - successesB, successesA, nA - successesA};
        double error = 0;
        for (double cell : cells) {
            error += 1 / cell;
        }
        if (Double.isInfinite(error)) {
            return null;
        }
        double odds = cells[0] * cells[3] / (cells[1] * cells[2]);
        double factor = Math.exp(z(confidence) * Math.sqrt(error));
        return new Interval(odds / factor, odds * factor, confidence);
    }

    /** Cohen's h of two shares: their distance where its standard error does not depend on them, -pi to pi. */
    public static double cohenH(double shareA, double shareB) {
        return 2 * Math.asin(Math.sqrt(shareB)) - 2 * Math.asin(Math.sqrt(shareA));
    }

    /** Newcombe's hybrid score interval (1998, method 10) for the share of b less that of a. */
    public static Interval newcombe(long successesA, long nA, long successesB, long nB, double confidence) {
        Interval a = wilson(successesA, nA, confidence);
        Interval b = wilson(successesB, nB, confidence);
        double shareA = (double) successesA / nA;
        double shareB = (double) successesB / nB;
        double difference = shareB - shareA;
        return new Interval(
                difference - Math.hypot(shareB - b.low(), a.high() - shareA),
                difference + Math.hypot(b.high() - shareB, shareA - a.low()),
                confidence);
    }

    /**
     * Katz's interval (1978) for the share of b over that of a, on the log scale: asymptotic. Null when either has no
     * success.
     */
    public static @Nullable Interval ratio(long successesA, long nA, long successesB, long nB, double confidence) {
        check(successesA, nA, confidence);
        check(successesB, nB, confidence);
        if (successesA == 0 || successesB == 0) {
            return null;
        }
        double ratio = ((double) successesB / nB) / ((double) successesA / nA);
        double error = Math.sqrt(1.0 / successesA - 1.0 / nA + 1.0 / successesB - 1.0 / nB);
        double factor = Math.exp(z(confidence) * error);
        return new Interval(ratio / factor, ratio * factor, confidence);
    }

    /**
     * McNemar's exact test of paired outcomes, two-sided: conditional on the discordant pairs, so it holds its error
     * rate at any size. The statistic is the smaller count; undefined without a discordant pair.
     *
     * @param onlyA pairs in which a alone is right
     * @param onlyB pairs in which b alone is right
     */
    public static TestResult mcNemar(int onlyA, int onlyB) {
        Arguments.count("pairs", Math.min(onlyA, onlyB));
        int least = Math.min(onlyA, onlyB);
        int both = onlyA + onlyB;
        return both == 0
                ? TestResult.UNDEFINED
                : new TestResult(
                        least,
                        Math.min(1, 2 * BinomialDistribution.of(both, 0.5).cumulativeProbability(least)));
    }

    /** The standard normal quantile of a two-sided interval: 1.96 for 0.95. */
    static double z(double confidence) {
        return NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
    }

    private static void check(long successes, long n, double confidence) {
        Arguments.share("confidence", confidence);
        if (n < 1 || successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n);
        }
    }
}
