package org.modelyard.stats;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Intervals of means, ratios of means and medians over independent rows. Null where the rows do not tell: fewer than two,
 * or no variance at all, which says that the sample is too small or too even and not that the value is certain.
 */
public final class MeanIntervals {

    /** A bootstrap asks for the same quantile thousands of times, and it costs more than the mean itself. */
    private static final AtomicReference<@Nullable Quantile> LAST = new AtomicReference<>();

    private record Quantile(double df, double tail, double value) {}

    private MeanIntervals() {}

    /** Student's t for the mean: exact for normal values, asymptotic for others. */
    public static @Nullable Interval student(double[] values, double confidence) {
        Arguments.share("confidence", confidence);
        if (values.length < 2) {
            return null;
        }
        double error = Math.sqrt(MeanTests.variance(values) / values.length);
        return around(MeanTests.mean(values), error, values.length - 1, confidence);
    }

    /**
     * The sum of numerators over the sum of denominators, pairs of one row each, by the delta method: asymptotic.
     *
     * @param denominators of positive sum
     */
    public static @Nullable Interval ratio(double[] numerators, double[] denominators, double confidence) {
        Arguments.share("confidence", confidence);
        Arguments.sameLength(numerators.length, denominators.length);
        int n = numerators.length;
        double mean = MeanTests.mean(denominators);
        if (n < 2 || !(mean > 0)) {
            return null;
        }
        double ratio = MeanTests.mean(numerators) / mean;
        double[] rest = new double[n];
        Arrays.setAll(rest, i -> (numerators[i] - ratio * denominators[i]) / mean);
        return around(ratio, Math.sqrt(MeanTests.variance(rest) / n), n - 1, confidence);
    }

    /**
     * Nadeau and Bengio's interval (2003) for the mean of a metric over folds, which share training rows.
     *
     * @param overlap evaluation rows over training rows of a fold
     */
    public static @Nullable Interval crossValidated(double[] folds, double overlap, double confidence) {
        Arguments.share("confidence", confidence);
        if (!(overlap > 0)) {
            throw new IllegalArgumentException("an overlap of " + overlap);
        }
        if (folds.length < 2) {
            return null;
        }
        double error = Math.sqrt((1.0 / folds.length + overlap) * MeanTests.variance(folds));
        return around(MeanTests.mean(folds), error, folds.length - 1, confidence);
    }

    /**
     * The median, by order statistics: coverage is never below nominal, whatever the distribution. Null with too few
     * values to reach the confidence (six for 0.95).
     */
    public static @Nullable Interval median(double[] values, double confidence) {
        Arguments.share("confidence", confidence);
        int n = values.length;
        if (n == 0 || Math.pow(0.5, n) > (1 - confidence) / 2) {
            return null;
        }
        BinomialDistribution below = BinomialDistribution.of(n, 0.5);
        // the interval misses when fewer than rank values lie on one side: P(B <= rank - 1) must not exceed the tail
        int rank = below.inverseCumulativeProbability((1 - confidence) / 2);
        while (rank > 1 && below.cumulativeProbability(rank - 1) > (1 - confidence) / 2) {
            rank--;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int low = Math.max(0, rank - 1);
        return new Interval(sorted[low], sorted[n - 1 - low], confidence);
    }

    /**
     * Of a statistic, from its values without one after the other of k groups of rows: the delete-a-group jackknife (Kott 2001)
     * with Student's t of k - 1 degrees of freedom. Squares are taken about the statistic of all rows, which is the larger of the
     * two usual estimates. Asymptotic, for smooth statistics; Nadeau and Bengio's correction is for scores on the rows left
     * out, and would be far too narrow here.
     *
     * @param value of all rows
     * @param without one a group, all groups of about the same size and no row in two
     */
    public static @Nullable Interval groupJackknife(double value, double[] without, double confidence) {
        Arguments.share("confidence", confidence);
        int k = without.length;
        return k < 2 ? null : around(value, Math.sqrt((k - 1.0) / k * squares(value, without)), k - 1, confidence);
    }

    /**
     * Of a statistic, from its values on samples of the rows drawn with replacement, as many as there are: their deviation about
     * the value is its standard error, with Student's t of one degree fewer than samples. Asymptotic.
     *
     * @param value of all rows
     */
    public static @Nullable Interval resampled(double value, double[] samples, double confidence) {
        Arguments.share("confidence", confidence);
        int k = samples.length;
        return k < 2 ? null : around(value, Math.sqrt(squares(value, samples) / (k - 1)), k - 1, confidence);
    }

    private static double squares(double centre, double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += (value - centre) * (value - centre);
        }
        return sum;
    }

    private static @Nullable Interval around(double centre, double error, double df, double confidence) {
        if (!(error > 0) || !Double.isFinite(error)) {
            return null;
        }
        double half = error * quantile(df, (1 - confidence) / 2);
        return new Interval(centre - half, centre + half, confidence);
    }

    private static double quantile(double df, double tail) {
        Quantile last = LAST.get();
        if (last == null || last.df != df || last.tail != tail) {
            last = new Quantile(df, tail, TDistribution.of(df).inverseSurvivalProbability(tail));
            LAST.set(last);
        }
        return last.value;
    }
}
