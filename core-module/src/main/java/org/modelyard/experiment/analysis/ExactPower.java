package org.modelyard.experiment.analysis;

import org.apache.commons.statistics.distribution.BinomialDistribution;

/**
 * The chance that two shares are told apart at the only look of {@link FixedHorizon}, added up over all that can be seen: binomial counts on both sides, no
 * normal approximation.
 */
final class ExactPower {

    /** Counts further off than so many standard deviations, and so many more where few are expected, come less than once in 10^8 times. */
    private static final double REACH = 8;

    private static final int BEYOND = 10;

    private ExactPower() {}

    /**
     * @param a the control's share
     * @param b the other's share
     * @param n units a side
     * @param least successes and failures a side without which the look says nothing
     * @return chance of a finding in the right direction
     */
    static double of(double a, double b, int n, double alpha, int least) {
        if (b < a) {
            return of(1 - a, 1 - b, n, alpha, least); // the same by failures
        }
        BinomialDistribution control = BinomialDistribution.of(n, a);
        BinomialDistribution other = BinomialDistribution.of(n, b);
        double spread = REACH * Math.sqrt(n * a * (1 - a)) + BEYOND;
        int from = (int) Math.max(least, Math.floor(n * a - spread));
        int to = (int) Math.min(n - least, Math.ceil(n * a + spread));
        double power = 0;
        for (int count = from; count <= to; count++) {
            power += control.probability(count) * other.probability(least(count, n, alpha, least) - 1, n - least);
        }
        return power;
    }

    /** The least count of the other side that is found to be more; n - least + 1 when none is. */
    private static int least(int control, int n, double alpha, int least) {
        int out = control;
        int in = n - least + 1;
        while (in - out > 1) {
            int middle = (out + in) >>> 1;
            if (found(control, middle, n, alpha)) {
                in = middle;
            } else {
                out = middle;
            }
        }
        return in;
    }

    private static boolean found(int control, int other, int n, double alpha) {
        return Effect.of(Sample.proportion(control, n), Sample.proportion(other, n), Scale.ABSOLUTE)
                .map(effect -> FixedHorizon.p(effect, Side.BOTH) <= alpha)
                .orElse(false);
    }
}
