package org.modelyard.experiment.analysis;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * How many units an experiment needs, two-sided, with two sides of equal size.
 *
 * @param alpha error rate
 * @param power chance to find the effect that is planned for
 */
public record SamplePlan(double alpha, double power) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final double MOST = 1e12;
    private static final int STEPS = 200;
    private static final double MARGIN = 0.2;
    private static final int EXACT = 2_000;
    private static final int MANY = 100;
    private static final int FINE = 500;
    private static final int MOST_STEPS = 20_000;

    public SamplePlan {
        if (!(alpha > 0 && alpha < 1) || !(power > 0 && power < 1)) {
            throw new IllegalArgumentException("a plan of alpha " + alpha + " and power " + power);
        }
    }

    /**
     * For a look that is made once: a fifth of what the power leaves open is planned for as well (0.9 becomes 0.92), so that the promise holds where shares are not
     * quite what was taken for them, and also for who counts how often it is kept.
     */
    public SamplePlan withMargin() {
        return new SamplePlan(alpha, power + MARGIN * (1 - power));
    }

    /**
     * Units a side for the pooled z-test of two shares (Fleiss 1981, without continuity correction); not rounded.
     *
     * @param baseline the control's share
     * @param effect absolute, not 0
     */
    public double pooled(double baseline, double effect) {
        double other = share(baseline, effect);
        double middle = (baseline + other) / 2;
        double root = zAlpha() * Math.sqrt(2 * middle * (1 - middle))
                + zPower() * Math.sqrt(baseline * (1 - baseline) + other * (1 - other));
        return root * root / (effect * effect);
    }

    /**
     * Units a side at which {@link FixedHorizon}, looked at once, tells two shares apart with at least the power. It begins with {@link #pooled}, whose
     * approximation is good to some thousandths where hundreds of units are needed (5 to 6 %, power 0.9: 10,921 units, exactly 0.9004), but not where few are:
     * 50 to 60 %, power 0.8, it gives 388 units, and exactly 0.797, since counts are whole and the normal curve lies between them. Up to {@value #EXACT} units,
     * and where a side would have fewer than {@value #MANY} successes or failures, it is therefore enlarged until the exact chance is enough; beyond
     * {@value #EXACT} units in steps of a five-hundredth.
     *
     * @param baseline the control's share
     * @param effect absolute, not 0
     * @param least successes and failures a side without which the look says nothing, 0 for none
     */
    public double shares(double baseline, double effect, int least) {
        double rare = rarest(baseline, share(baseline, effect));
        double approximate = Math.max(pooled(baseline, effect), least / rare);
        if ((approximate > EXACT && approximate * rare > MANY) || approximate > Integer.MAX_VALUE / 4.0) {
            return approximate;
        }
        int n = (int) Math.max(2, Math.ceil(approximate));
        for (int i = 0; i < MOST_STEPS && ExactPower.of(baseline, baseline + effect, n, alpha, least) < power; i++) {
            n += n <= EXACT ? 1 : n / FINE;
        }
        return n;
    }

    /**
     * Units a side at which both sides have so many successes and failures with at least the power, by the normal approximation with half a count; a rule that
     * asks for them says nothing before.
     */
    public double speaking(double baseline, double effect, int least) {
        double rare = rarest(baseline, share(baseline, effect));
        double z = NORMAL.inverseCumulativeProbability((1 + power) / 2); // either side may be the one that lacks them
        double root = z * Math.sqrt(1 - rare) / 2 + Math.sqrt(z * z * (1 - rare) / 4 + least - 0.5);
        return root * root / rare;
    }

    private static double rarest(double a, double b) {
        return Math.min(Math.min(a, 1 - a), Math.min(b, 1 - b));
    }

    /** Units a side for the z-test with each side's own variance; not rounded. */
    public double unpooled(double baseline, double effect) {
        double other = share(baseline, effect);
        return mean(baseline * (1 - baseline) + other * (1 - other), effect);
    }

    /**
     * Units a side for a difference of means; not rounded.
     *
     * @param variance of one unit of a plus that of one unit of b
     * @param effect absolute, not 0
     */
    public double mean(double variance, double effect) {
        double z = zAlpha() + zPower();
        return z * z * variance / (effect * effect);
    }

    /**
     * Units a side at which a confidence sequence has excluded 0 with at least the power, were it looked at then only; watched before, it
     * finds the effect earlier and somewhat more often.
     *
     * @param tuning of the sequence in units of both sides, or null to tune it for the size itself
     */
    public double sequential(double variance, double effect, @Nullable Double tuning) {
        double low = 2;
        double high = MOST;
        for (int i = 0; i < STEPS && high - low > 1e-6 * low; i++) {
            double n = Math.sqrt(low * high);
            ConfidenceSequence sequence = new ConfidenceSequence(alpha, tuning == null ? 2 * n : tuning);
            double z = Math.abs(effect) / Math.sqrt(variance / n);
            if (z >= sequence.boundary(2 * n) + zPower()) {
                high = n;
            } else {
                low = n;
            }
        }
        return high;
    }

    /** The same for shares. */
    public double sequentialShares(double baseline, double effect, @Nullable Double tuning) {
        double other = share(baseline, effect);
        return sequential(baseline * (1 - baseline) + other * (1 - other), effect, tuning);
    }

    /** The least effect that the z-test finds with the power at so many units a side. */
    public double detectable(double variance, double unitsPerSide) {
        return (zAlpha() + zPower()) * Math.sqrt(variance / unitsPerSide);
    }

    private static double share(double baseline, double effect) {
        double other = baseline + effect;
        if (!(baseline > 0 && baseline < 1 && other > 0 && other < 1) || effect == 0) {
            throw new IllegalArgumentException("from a share of " + baseline + " to " + other);
        }
        return other;
    }

    private double zAlpha() {
        return NORMAL.inverseSurvivalProbability(alpha / 2);
    }

    private double zPower() {
        return NORMAL.inverseCumulativeProbability(power);
    }
}
