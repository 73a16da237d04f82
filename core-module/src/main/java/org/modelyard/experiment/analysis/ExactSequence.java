package org.modelyard.experiment.analysis;

import org.apache.commons.numbers.gamma.LogBeta;
import org.modelyard.stats.Interval;

/**
 * A confidence sequence for the difference of two shares that holds at any count, from the first unit on: the likelihood of both
 * sides under Jeffreys' mixture over all pairs of shares, against the best pair with that difference. The mixture over the truth is a
 * test martingale and the best pair fits at least as well as the truth, so by Ville's inequality the truth is ever excluded with a
 * chance of alpha at most (universal inference, Wasserman, Ramdas, Balakrishnan 2020). Assumes independent units of one share a
 * side. The price is length: for many units {@link ConfidenceSequence} finds the same effect sooner.
 */
public record ExactSequence(double alpha) {

    private static final int STEPS = 60;
    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    public ExactSequence {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("a level of " + alpha);
        }
    }

    /** Of b's share less a's; never undefined: without units it is -1 to 1. */
    public Finding difference(long successesA, long nA, long successesB, long nB) {
        double found = nA == 0 || nB == 0 ? 0 : (double) successesB / nB - (double) successesA / nA;
        double mixture = mixture(successesA, nA) + mixture(successesB, nB);
        double bound = mixture + Math.log(alpha);
        double low = -1;
        double high = 1;
        double inLow = found;
        double inHigh = found;
        // the best likelihood falls to both sides of what was found, so the ends are where it meets the bound
        for (int i = 0; i < STEPS; i++) {
            double left = (low + inLow) / 2;
            double right = (high + inHigh) / 2;
            if (best(successesA, nA, successesB, nB, left) > bound) {
                inLow = left;
            } else {
                low = left;
            }
            if (best(successesA, nA, successesB, nB, right) > bound) {
                inHigh = right;
            } else {
                high = right;
            }
        }
        return new Finding(found, new Interval(low, high, 1 - alpha), p(successesA, nA, successesB, nB));
    }

    /** Always-valid p-value that both shares are the same; does not depend on alpha. */
    public static double p(long successesA, long nA, long successesB, long nB) {
        double mixture = mixture(successesA, nA) + mixture(successesB, nB);
        long successes = successesA + successesB;
        long n = nA + nB;
        double best = n == 0 ? 0 : likelihood(successes, n, (double) successes / n);
        return Math.min(1, Math.exp(best - mixture));
    }

    private static double mixture(long successes, long n) {
        return LogBeta.value(successes + 0.5, n - successes + 0.5) - LogBeta.value(0.5, 0.5);
    }

    private static double likelihood(long successes, long n, double share) {
        return times(successes, share) + times(n - successes, 1 - share);
    }

    private static double times(long count, double share) {
        return count == 0 ? 0 : count * Math.log(share);
    }

    /** Over a's share, with b's this much above: a concave function, by golden section. */
    private static double best(long successesA, long nA, long successesB, long nB, double difference) {
        double from = Math.max(0, -difference);
        double to = Math.min(1, 1 - difference);
        double left = to - GOLDEN * (to - from);
        double right = from + GOLDEN * (to - from);
        double atLeft = both(successesA, nA, successesB, nB, left, difference);
        double atRight = both(successesA, nA, successesB, nB, right, difference);
        for (int i = 0; i < STEPS; i++) {
            if (atLeft >= atRight) {
                to = right;
                right = left;
                atRight = atLeft;
                left = to - GOLDEN * (to - from);
                atLeft = both(successesA, nA, successesB, nB, left, difference);
            } else {
                from = left;
                left = right;
                atLeft = atRight;
                right = from + GOLDEN * (to - from);
                atRight = both(successesA, nA, successesB, nB, right, difference);
            }
        }
        return Math.max(atLeft, atRight);
    }

    private static double both(long successesA, long nA, long successesB, long nB, double shareA, double difference) {
        double shareB = Math.max(0, Math.min(1, shareA + difference));
        return likelihood(successesA, nA, shareA) + likelihood(successesB, nB, shareB);
    }
}
