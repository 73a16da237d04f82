package org.modelyard.experiment.analysis;

import java.util.Arrays;
import java.util.function.LongToDoubleFunction;

/**
 * What is known of one variant's units for one metric: enough for every method that rests on the normal limit.
 *
 * @param n units
 * @param mean the metric: a share, a mean, a ratio of sums or a quantile; NaN without units or where undefined
 * @param variance of one unit's part in it, so that variance/n is the squared standard error; NaN where undefined
 * @param active units that have done what is measured, the others being zeros; all of them where nobody counted
 */
public record Sample(long n, double mean, double variance, long active) {

    /** Standard errors of a quantile's rank that its interval reaches to either side. */
    public static final double WOODRUFF = 1.959963984540054;

    public Sample {
        if (n < 0 || active < 0 || active > n) {
            throw new IllegalArgumentException(active + " active of " + n + " units");
        }
        if (variance < 0) {
            // sums of squares lose digits: what should be 0 may come out just below
            variance = 0;
        }
    }

    /** Of units that are all active. */
    public Sample(long n, double mean, double variance) {
        this(n, mean, variance, n);
    }

    /** The same, knowing how many of its units are active. */
    public Sample withActive(long counted) {
        return new Sample(n, mean, variance, counted);
    }

    /** A share; the variance is p(1 - p). */
    public static Sample proportion(long successes, long n) {
        if (successes < 0 || successes > n) {
            throw new IllegalArgumentException(successes + " successes of " + n);
        }
        double p = (double) successes / n;
        return new Sample(n, p, p * (1 - p), successes);
    }

    /** A mean from sums over the units; the variance has n - 1 in its denominator. */
    public static Sample mean(long n, double sum, double sumOfSquares) {
        double mean = sum / n;
        return new Sample(n, mean, n < 2 ? Double.NaN : (sumOfSquares - sum * mean) / (n - 1));
    }

    /**
     * A ratio of sums, numerator over denominator of each unit, by the delta method: asymptotic, for a denominator whose mean is
     * many standard errors from 0.
     */
    public static Sample ratio(Sums sums) {
        double n = sums.n();
        double denominator = sums.sumX() / n;
        if (sums.n() < 2 || denominator == 0) {
            return new Sample(sums.n(), Double.NaN, Double.NaN);
        }
        double ratio = sums.sumY() / sums.sumX();
        double rest = sums.varianceY() - 2 * ratio * sums.covariance() + ratio * ratio * sums.varianceX();
        return new Sample(sums.n(), ratio, rest / (denominator * denominator));
    }

    /**
     * A quantile of independent values; its variance from the order statistics at the ends of a Woodruff interval (1952): asymptotic, for
     * at least some 100 values in the smaller tail. The larger half of the interval counts, and its ends are values that were seen: where the quantile lies between
     * values that many units have, or that lie far apart, it jumps from one to the other, and what lies between them must count as what it may err by.
     *
     * <p>So no shape of the values alone calls two sides different that are alike: while the intervals of both meet, the half of the one and that of the other cover all that
     * lies between the estimates, which is then at most sqrt(2) * {@link #WOODRUFF} = 2.77 standard errors of the difference. A {@link ConfidenceSequence} with alpha 0.05 begins to
     * speak at 3.03.
     *
     * @param q 0-1, exclusive
     */
    public static Sample quantile(double[] values, double q) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return quantile(sorted.length, q, place -> sorted[(int) place]);
    }

    /**
     * The same of values that lie elsewhere: the two about each of q and q ± {@link #WOODRUFF} standard errors of a
     * rank are asked for, no others.
     *
     * @param sorted the value at a place, 0 the smallest
     */
    public static Sample quantile(long n, double q, LongToDoubleFunction sorted) {
        if (!(q > 0 && q < 1)) {
            throw new IllegalArgumentException("a quantile of " + q);
        }
        if (n < 2) {
            return new Sample(n, Double.NaN, Double.NaN);
        }
        double reach = WOODRUFF * Math.sqrt(q * (1 - q) / n);
        double quantile = at(n, sorted, q);
        double below = quantile - sorted.applyAsDouble((long) place(n, q - reach));
        double above = sorted.applyAsDouble((long) Math.ceil(place(n, q + reach))) - quantile;
        double error = Math.max(below, above) / WOODRUFF;
        return new Sample(n, quantile, error * error * n);
    }

    private static double place(long n, double share) {
        return Math.max(0, Math.min(1, share)) * (n - 1);
    }

    /** Linear interpolation (Hyndman-Fan type 7). */
    private static double at(long n, LongToDoubleFunction sorted, double share) {
        double place = place(n, share);
        long low = (long) place;
        double rest = place - low;
        double value = sorted.applyAsDouble(low);
        return rest == 0 ? value : value + rest * (sorted.applyAsDouble(low + 1) - value);
    }

    /** NaN where undefined. */
    public double standardError() {
        return Math.sqrt(variance / n);
    }
}
