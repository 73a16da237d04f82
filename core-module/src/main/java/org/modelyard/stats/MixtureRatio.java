package org.modelyard.stats;

/**
 * The mixture sequential probability ratio test (Robbins 1970; Johari, Pekelis, Walsh 2017) of a mean of differences, with a
 * normal mixture of standard deviation tau around the null value. Its p-value may be looked at after every value: with a known
 * variance and normal values it ever falls to alpha with a chance of alpha at most; with an estimated variance that holds
 * asymptotically, and not for the first few values.
 *
 * @param lambda likelihood ratio of the mixture against the null value at the last look
 * @param p always-valid: least of 1/lambda over the looks, at most 1
 */
public record MixtureRatio(double lambda, double p) {

    public static final MixtureRatio START = new MixtureRatio(1, 1);

    /**
     * With one more look.
     *
     * @param n differences so far
     * @param mean of them, less the null value
     * @param variance of one difference; 0 or less leaves all as it is
     * @param tau deviation of the effects that are expected, positive
     */
    public MixtureRatio look(long n, double mean, double variance, double tau) {
        if (!(tau > 0)) {
            throw new IllegalArgumentException("a tau of " + tau);
        }
        if (!(variance > 0)) {
            return this;
        }
        double wide = variance + n * tau * tau;
        double exponent = (double) n * n * tau * tau * mean * mean / (2 * variance * wide);
        double now = Math.sqrt(variance / wide) * Math.exp(exponent);
        return new MixtureRatio(now, Math.min(p, 1 / now));
    }
}
