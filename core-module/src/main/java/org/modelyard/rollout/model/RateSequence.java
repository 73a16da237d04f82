package org.modelyard.rollout.model;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * Bounds for a share of bad ones that hold at all times together: those rates whose likelihood, beside that of a uniform
 * mixture over all rates, has not fallen below alpha (Robbins 1970; beta-binomial mixture).
 */
final class RateSequence {

    private static final int HALVINGS = 60;

    private RateSequence() {}

    /** 0 without any trial. */
    static double lower(Arm arm, double alpha) {
        if (arm.trials() == 0 || arm.bad() == 0) {
            return 0;
        }
        double out = 0;
        double in = arm.rate();
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (out + in) / 2;
            if (excluded(arm, middle, alpha)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }

    /** 1 without any trial. */
    static double upper(Arm arm, double alpha) {
        return 1 - lower(new Arm(arm.trials(), arm.trials() - arm.bad()), alpha);
    }

    private static boolean excluded(Arm arm, double rate, double alpha) {
        if (rate <= 0) {
            return true;
        }
        double good = arm.trials() - arm.bad();
        double likelihood = arm.bad() * Math.log(rate) + (good == 0 ? 0 : good * Math.log1p(-rate));
        return likelihood < Math.log(alpha) + LogBeta.value(arm.bad() + 1.0, good + 1.0);
    }
}
