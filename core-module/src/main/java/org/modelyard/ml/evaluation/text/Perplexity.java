package org.modelyard.ml.evaluation.text;

/**
 * Perplexity of a language model (Jelinek, Mercer, Bahl and Baker 1977): e to the mean negative log-probability of a token.
 * It is as surprised as if it had to choose among so many tokens of equal probability. Comparable only between models of
 * the same tokens.
 */
public final class Perplexity {

    private Perplexity() {}

    /**
     * @param logProbabilities natural logarithms, one a token, at most 0 (a little above is rounding)
     * @return at least 1; infinite when a token was held impossible; NaN without a token
     * @throws IllegalArgumentException when one is no log-probability
     */
    public static double of(double[] logProbabilities) {
        double sum = 0;
        for (double one : logProbabilities) {
            if (!(one <= 1e-6)) {
                throw new IllegalArgumentException("a log-probability of " + one);
            }
            sum -= Math.min(0, one);
        }
        return Math.exp(sum / logProbabilities.length);
    }
}
