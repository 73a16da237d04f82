package org.modelyard.experiment.analysis;

/**
 * An asymptotic confidence sequence with a Gaussian mixture (Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas 2021), in the form that
 * GrowthBook documents: its interval covers the effect at all looks together with chance 1 - alpha, so that an experiment may be
 * watched all the time and stopped at any. Assumes independent units and enough of them that the mean is nearly normal: a few
 * dozen successes and failures a side for shares. With fewer, use {@link ExactSequence}.
 *
 * @param alpha chance of ever excluding the truth, 0-1
 * @param tuning number of units (of both sides) at which the interval is about as short as it can be: it costs length elsewhere
 */
public record ConfidenceSequence(double alpha, double tuning) {

    /** What is taken where nobody says how many units are expected. */
    public static final double TUNING = 5_000;

    /** Successes and failures that each side must have before its share may be taken as nearly normal; active units for a mean or a ratio. */
    public static final long LEAST_EVENTS = 25;

    /** Units that each side must have before a mean, a ratio or a quantile may. */
    public static final long LEAST_UNITS = 500;

    /** Values that each side must have in the smaller tail of a quantile. */
    public static final double LEAST_TAIL = 100;

    public ConfidenceSequence {
        if (!(alpha > 0 && alpha < 1) || !(tuning > 0) || Double.isInfinite(tuning)) {
            throw new IllegalArgumentException("a confidence sequence of " + alpha + " tuned for " + tuning);
        }
    }

    /** Of the mixture: chosen so that the interval is shortest at the tuning. */
    public double rho() {
        return Math.sqrt((-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tuning);
    }

    /** Half of the interval's length. */
    public double halfWidth(Effect effect) {
        return effect.standardError() * boundary(effect.units());
    }

    /** Whether a share has enough successes and failures. */
    public static boolean enough(Sample share) {
        double successes = share.mean() * share.n();
        return Math.min(successes, share.n() - successes) >= LEAST_EVENTS;
    }

    /** In standard errors, at so many units. */
    public double boundary(double units) {
        double spread = units * rho() * rho();
        return Math.sqrt(2 * (spread + 1) / spread * Math.log(Math.sqrt(spread + 1) / alpha));
    }

    /** Two-sided. */
    public Finding at(Effect effect) {
        return new Finding(
                effect.estimate(),
                FixedHorizon.around(effect.estimate(), halfWidth(effect), Side.BOTH, alpha),
                p(effect));
    }

    /** Always-valid: ever at or below a level with a chance of that level at most, where there is no effect. */
    public double p(Effect effect) {
        double spread = effect.units() * rho() * rho();
        double logEvidence = effect.z() * effect.z() * spread / (2 * (1 + spread)) - Math.log1p(spread) / 2;
        return Math.min(1, Math.exp(-logEvidence));
    }
}
