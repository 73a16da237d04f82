package org.modelyard.experiment.analysis;

import java.util.Optional;

/**
 * What another policy would have earned, from rows that were logged with their propensities. Unbiased only where the logged policy
 * could have chosen whatever the other chooses, and knew the propensities that it logged.
 *
 * @param ips inverse propensity scores (Horvitz and Thompson 1952): unbiased, of wild variance
 * @param snips the same over the sum of the weights (Swaminathan and Joachims 2015): slightly biased, steadier
 * @param doublyRobust with a model of the reward (Dudík, Langford, Li 2011): unbiased when either the propensities or the model are
 *     right; NaN without a model
 * @param effectiveSample Kish's (sum of weights)² over the sum of their squares
 * @param standardErrors of the three, in this order, asymptotic; NaN with fewer than two rows
 */
public record OffPolicy(
        long rows,
        double ips,
        double snips,
        double doublyRobust,
        double effectiveSample,
        double largestWeight,
        double[] standardErrors) {

    /** Below this the estimate hangs on a few rows. */
    public static final double SMALL_SAMPLE = 100;

    /**
     * Logged rows, one place a row in each array.
     *
     * @param target chance that the other policy takes the logged action
     * @param logged chance with which it was taken, positive
     * @param modelled reward that a model expects of the logged action, or empty without a model
     * @param modelledPolicy reward that the model expects under the other policy, over all actions; empty without a model
     */
    public record Rows(double[] reward, double[] target, double[] logged, double[] modelled, double[] modelledPolicy) {

        public Rows {
            int n = reward.length;
            if (target.length != n
                    || logged.length != n
                    || modelled.length != modelledPolicy.length
                    || (modelled.length != 0 && modelled.length != n)) {
                throw new IllegalArgumentException("arrays of unlike length");
            }
        }
    }

    /** @throws IllegalArgumentException when there is no row, or a propensity is not positive */
    public static OffPolicy estimate(Rows rows) {
        int n = rows.reward.length;
        double sum = 0;
        double squares = 0;
        double largest = 0;
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            if (!(rows.logged[i] > 0 && rows.logged[i] <= 1) || !(rows.target[i] >= 0)) {
                throw new IllegalArgumentException(
                        "row " + (i + 1) + " has propensities of " + rows.logged[i] + " and " + rows.target[i]);
            }
            weights[i] = rows.target[i] / rows.logged[i];
            sum += weights[i];
            squares += weights[i] * weights[i];
            largest = Math.max(largest, weights[i]);
        }
        if (n == 0) {
            throw new IllegalArgumentException("no rows");
        }
        double earned = 0;
        double robust = 0;
        double[] plain = new double[n];
        double[] adjusted = new double[n];
        for (int i = 0; i < n; i++) {
            plain[i] = weights[i] * rows.reward[i];
            earned += plain[i];
            adjusted[i] = rows.modelled.length == 0
                    ? Double.NaN
                    : rows.modelledPolicy[i] + weights[i] * (rows.reward[i] - rows.modelled[i]);
            robust += adjusted[i];
        }
        double snips = earned / sum;
        double[] ratio = new double[n];
        for (int i = 0; i < n; i++) {
            ratio[i] = weights[i] * (rows.reward[i] - snips) / (sum / n);
        }
        return new OffPolicy(
                n, earned / n, snips, robust / n, squares > 0 ? sum * sum / squares : 0, largest, new double[] {
                    error(plain), error(ratio), error(adjusted)
                });
    }

    /** What to mind, in words; empty when nothing. */
    public Optional<String> warning() {
        return effectiveSample < SMALL_SAMPLE
                ? Optional.of(String.format(
                        java.util.Locale.ROOT,
                        "The %d rows weigh as much as %.1f equal ones, the heaviest alone as %.0f: too few to trust the estimate. Log more"
                                + " rows, or ask about a policy closer to the one that ran.",
                        rows,
                        effectiveSample,
                        largestWeight))
                : Optional.empty();
    }

    private static double error(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double sum = 0;
        for (double value : values) {
            sum += (value - mean) * (value - mean);
        }
        return values.length < 2 ? Double.NaN : Math.sqrt(sum / (values.length - 1) / values.length);
    }
}
