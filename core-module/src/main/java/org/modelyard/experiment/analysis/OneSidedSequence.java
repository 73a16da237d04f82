package org.modelyard.experiment.analysis;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The one-sided sister of {@link ConfidenceSequence}: evidence that an effect lies above 0, with half a Gaussian as the mixture over what it may be. For a
 * Brownian motion that drifts by nothing or downwards, 2 / sqrt(1 + s) exp(z² s / (2 (1 + s))) Φ(z sqrt(s / (1 + s))) is a supermartingale that
 * begins at 1, so it ever reaches 1/alpha with a chance of alpha at most (Ville; Robbins 1970), however often it is looked at. Asymptotic in the same way:
 * sums of many independent values behave so.
 *
 * @param alpha chance of ever finding an effect where there is none, 0-0.5
 * @param tuning number of values at which the bound is about as near as it can be
 */
public record OneSidedSequence(double alpha, double tuning) {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int HALVINGS = 60;
    private static final double MOST = 1e3;

    public OneSidedSequence {
        if (!(alpha > 0 && alpha <= 0.5)) {
            throw new IllegalArgumentException("a one-sided sequence of " + alpha);
        }
    }

    /** Of the mixture: that of the two-sided sequence whose sides have this alpha each. */
    private double spread(double values) {
        double rho = new ConfidenceSequence(Math.min(2 * alpha, 0.999), tuning).rho();
        return values * rho * rho;
    }

    /**
     * Logarithm of the evidence; {@code -log(alpha)} and more is what is needed.
     *
     * @param z effect in standard errors
     * @param values that the standard error rests on: its square times the square of their number, by the variance of one
     */
    public double logEvidence(double z, double values) {
        double spread = spread(values);
        double share = spread / (1 + spread);
        return Math.log(2)
                - Math.log1p(spread) / 2
                + z * z * share / 2
                + Math.log(NORMAL.cumulativeProbability(z * Math.sqrt(share)));
    }

    /** So many standard errors below its estimate lies the effect at most, but for a chance of alpha, at all times together. */
    public double boundary(double values) {
        double out = MOST;
        double in = 0;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (in + out) / 2;
            if (logEvidence(middle, values) >= -Math.log(alpha)) {
                out = middle;
            } else {
                in = middle;
            }
        }
        return out;
    }
}
