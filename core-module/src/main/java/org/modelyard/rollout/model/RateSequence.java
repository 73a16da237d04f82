package org.modelyard.rollout.model;

/**
 * Bounds for a share of bad ones that hold at all times together, wherever the rate moves: what is bounded is the mean of the
 * rates that the trials up to then had. For a fixed tilt t, exp(t * bad - sum of log(1 - p + p e^t)) over the trials' own rates p is a
 * martingale; the sum of logarithms is at most that of as many trials with the mean rate (they are concave in p), so a mixture over
 * fixed tilts that reaches 1/alpha at some mean rate excludes it but for a chance of alpha (Ville; Robbins 1970 for the mixture).
 */
final class RateSequence {

    private static final int HALVINGS = 32;
    private static final int TILTS = 16;

    /** The least fits some million bad ones, the greatest a handful. */
    private static final double LEAST = 0.001;

    private static final double FACTOR = 1.8;

    private static final double[] TILT = new double[TILTS];
    private static final double[] GAIN = new double[TILTS];

    static {
        for (int i = 0; i < TILTS; i++) {
            TILT[i] = LEAST * Math.pow(FACTOR, i);
            GAIN[i] = Math.expm1(TILT[i]);
        }
    }

    private RateSequence() {}

    /** 0 without any trial. */
    static double lower(Arm arm, double alpha) {
        return lower(arm, alpha, 1);
    }

    /**
     * The same where trials do not come independently.
     *
     * @param together trials that tell as much as one, at least 1
     */
    static double lower(Arm arm, double alpha, double together) {
        if (arm.trials() == 0 || arm.bad() == 0) {
            return 0;
        }
        double needed = Math.log(TILTS / alpha);
        double out = 0;
        double in = arm.rate();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (excluded(arm, middle, needed, together)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }

    /** 1 without any trial. */
    static double upper(Arm arm, double alpha) {
        return upper(arm, alpha, 1);
    }

    /** The same where trials do not come independently. */
    static double upper(Arm arm, double alpha, double together) {
        return 1 - lower(new Arm(arm.trials(), arm.trials() - arm.bad()), alpha, together);
    }

    /** Whether the mean rate must lie above this one. */
    private static boolean excluded(Arm arm, double rate, double needed, double together) {
        double sum = 0;
        for (int i = 0; i < TILTS; i++) {
            double log = (TILT[i] * arm.bad() - arm.trials() * Math.log1p(rate * GAIN[i])) / together - needed;
            if (log >= 0) {
                return true;
            }
            sum += Math.exp(log);
        }
        return sum >= 1;
    }
}
