package org.modelyard.rollout.model;

import java.util.Arrays;

/**
 * How well each odds ratio between candidate and champion explains what was seen, block by block: the conditional likelihood
 * of the number of bad ones that the candidate has, given how many both had and how many requests each (Fisher's noncentral
 * hypergeometric distribution), on a fixed grid of the ratio's logarithm. Since each block is compared within itself, a share
 * that grows and a day that gets worse for both say nothing about the candidate.
 *
 * <p>A mixture of likelihood ratios against one odds ratio has expectation 1 in each block where that ratio, or a smaller
 * one, is true: their product is a test martingale, and by Ville's inequality it ever exceeds 1/alpha with a chance of alpha
 * at most, however often it is looked at (Turner, Ly, Grünwald: Generic E-variables for exact sequential k-sample tests,
 * 2021; Robbins 1970 for the mixture). Immutable.
 */
public final class OddsLikelihood {

    /** Distance of the logarithms on the grid. */
    static final double STEP = 0.05;

    /** They reach from -3 to 3. */
    static final int HALF = 60;

    static final int POINTS = 2 * HALF + 1;
    /** Grid points of a mixture: ratios up to e^2 times the one that is asked about. */
    private static final int REACH = 40;

    /** Up to so many terms their sum stays between e^-700 and e^700 for every ratio of the grid. */
    private static final int MOST_PLAIN = 200;

    private static final double NEGLIGIBLE = -40;

    /** A block with more bad ones would take longer than the pause between two looks; none comes near it. */
    private static final long MOST_TERMS = 200_000;

    private final double[] logs;

    private OddsLikelihood(double[] logs) {
        this.logs = logs;
    }

    /** Nothing was seen. */
    public static OddsLikelihood none() {
        return new OddsLikelihood(new double[POINTS]);
    }

    /** @throws IllegalArgumentException when they are not what {@link #logs} gave */
    public static OddsLikelihood of(double[] logs) {
        if (logs.length != POINTS) {
            throw new IllegalArgumentException(logs.length + " numbers are no likelihood");
        }
        return new OddsLikelihood(logs.clone());
    }

    /**
     * As if each of so many requests had told as much as one: where they do not come independently, but many of a unit together, the logarithms are so many
     * times too large.
     *
     * @param times at least 1
     */
    OddsLikelihood weakened(double times) {
        if (times <= 1) {
            return this;
        }
        return new OddsLikelihood(Arrays.stream(logs).map(log -> log / times).toArray());
    }

    /** By grid point, up to a constant. */
    public double[] logs() {
        return logs.clone();
    }

    /** With a further block, disjoint of those before. One in which a side had no request says nothing. */
    public OddsLikelihood plus(Arm champion, Arm candidate) {
        long bad = champion.bad() + candidate.bad();
        long fewest = Math.max(0, bad - champion.trials());
        long most = Math.min(bad, candidate.trials());
        if (most <= fewest || most - fewest > MOST_TERMS) {
            return this;
        }
        double[] weights = weights(champion.trials(), candidate.trials(), bad, (int) fewest, (int) most);
        double[] sum = logs.clone();
        double[] terms = weights.length > MOST_PLAIN ? weights : plain(weights);
        for (int i = 0; i < POINTS; i++) {
            double odds = odds(i);
            double normaliser = terms == weights ? normaliser(weights, odds) : polynomial(terms, Math.exp(odds));
            sum[i] += (candidate.bad() - fewest) * odds - normaliser;
        }
        return new OddsLikelihood(sum);
    }

    /** Logarithm of the grid's i-th odds ratio. */
    static double odds(int i) {
        return (i - HALF) * STEP;
    }

    /** Logarithms of the hypergeometric terms up to a constant, from the fewest bad ones of the candidate to the most. */
    private static double[] weights(long champion, long candidate, long bad, int fewest, int most) {
        double[] logs = new double[most - fewest + 1];
        double highest = 0;
        for (int i = 1; i < logs.length; i++) {
            double k = fewest + i - 1.0;
            logs[i] = logs[i - 1] + Math.log((candidate - k) * (bad - k) / ((k + 1) * (champion - bad + k + 1)));
            highest = Math.max(highest, logs[i]);
        }
        for (int i = 0; i < logs.length; i++) {
            logs[i] -= highest;
        }
        return logs;
    }

    private static double[] plain(double[] logs) {
        double[] plain = new double[logs.length];
        for (int i = 0; i < logs.length; i++) {
            plain[i] = Math.exp(logs[i]);
        }
        return plain;
    }

    /** The same as {@link #normaliser}, much quicker; for few terms nothing runs over. */
    private static double polynomial(double[] terms, double ratio) {
        double value = 0;
        for (int i = terms.length - 1; i >= 0; i--) {
            value = value * ratio + terms[i];
        }
        return Math.log(value);
    }

    private static double normaliser(double[] weights, double odds) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < weights.length; i++) {
            highest = Math.max(highest, weights[i] + i * odds);
        }
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            double term = weights[i] + i * odds - highest;
            sum += term > NEGLIGIBLE ? Math.exp(term) : 0;
        }
        return highest + Math.log(sum);
    }

    /**
     * Logarithm of the evidence that the ratio is higher than this: at most 1 in expectation at any time where it is not.
     *
     * @param logOdds on the grid, else the next point above is taken
     */
    public double logEvidenceAbove(double logOdds) {
        int at = (int) Math.ceil(logOdds / STEP - 1e-9) + HALF;
        return evidence(at, at + 1, Math.min(POINTS, at + 1 + REACH));
    }

    private double evidence(int at, int from, int to) {
        if (from >= to) {
            return 0;
        }
        double highest = Arrays.stream(logs, from, to).max().orElseThrow();
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += Math.exp(logs[i] - highest);
        }
        return highest - logs[at] + Math.log(sum / (to - from));
    }

    /** The odds ratio is above this but for a chance of alpha, at all times together; 0 when nothing is known. */
    public double lower(double alpha) {
        int at = -1;
        while (at + 2 < POINTS && evidence(at + 1, at + 2, Math.min(POINTS, at + 2 + REACH)) >= -Math.log(alpha)) {
            at++;
        }
        return at < 0 ? 0 : Math.exp(odds(at));
    }

    /** The odds ratio is below this but for a chance of alpha, at all times together; infinite when nothing is known. */
    public double upper(double alpha) {
        int at = POINTS;
        while (at - 2 >= 0 && evidence(at - 1, Math.max(0, at - 1 - REACH), at - 1) >= -Math.log(alpha)) {
            at--;
        }
        return at == POINTS ? Double.POSITIVE_INFINITY : Math.exp(odds(at));
    }
}
