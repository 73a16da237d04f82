package org.modelyard.stats;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Efron's bootstrap: rows are drawn with replacement, as many as there are, and the statistics computed anew each time. The
 * same seed gives the same draws.
 */
public final class Bootstrap {

    /** Blocks of the jackknife from which the acceleration comes; its formula holds for blocks as for single rows. */
    private static final int MOST_BLOCKS = 100;
    /** With more draws than this share in which it has no value, a statistic has no distribution to speak of. */
    private static final double MOST_UNDEFINED = 0.05;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Bootstrap() {}

    /**
     * What the draws say about one statistic.
     *
     * @param value of the rows themselves
     * @param standardError of the draws; NaN where undefined
     * @param interval bias-corrected and accelerated (BCa, Efron 1987); null where undefined
     * @param p two-sided, that the true value is 0: the level at which the interval's end is 0. Never below what so many
     *     draws can tell; NaN where undefined
     */
    public record Estimate(double value, double standardError, @Nullable Interval interval, double p) {}

    /**
     * Several statistics of the same draws. One is undefined when it has no value for the rows themselves or for more than
     * one draw in twenty. Error rate and coverage are asymptotic; from about 50 rows they are close for smooth statistics.
     *
     * @param rows at least 2
     * @param statistics of the rows at these positions, always the same number of values; NaN where undefined
     * @param draws 1,000 or more for 0.95
     */
    public static Estimate[] estimate(
            int rows, Function<int[], double[]> statistics, int draws, double confidence, long seed) {
        Arguments.share("confidence", confidence);
        if (rows < 2 || draws < 1) {
            throw new IllegalArgumentException(draws + " draws of " + rows + " rows");
        }
        double[] values = statistics.apply(all(rows));
        double[][] drawn = new double[values.length][draws];
        SplittableRandom random = new SplittableRandom(seed);
        int[] sample = new int[rows];
        for (int draw = 0; draw < draws; draw++) {
            for (int i = 0; i < rows; i++) {
                sample[i] = random.nextInt(rows);
            }
            double[] found = statistics.apply(sample);
            for (int s = 0; s < values.length; s++) {
                drawn[s][draw] = found[s];
            }
        }
        double[] accelerations = accelerations(rows, statistics, values.length);
        Estimate[] estimates = new Estimate[values.length];
        Arrays.setAll(estimates, s -> estimate(values[s], drawn[s], accelerations[s], confidence));
        return estimates;
    }

    private static Estimate estimate(double value, double[] drawn, double acceleration, double confidence) {
        double[] sorted = Arrays.stream(drawn).filter(Double::isFinite).sorted().toArray();
        if (!Double.isFinite(value) || drawn.length - sorted.length > MOST_UNDEFINED * drawn.length) {
            return new Estimate(value, Double.NaN, null, Double.NaN);
        }
        double error = sorted.length < 2 ? Double.NaN : Math.sqrt(MeanTests.variance(sorted));
        if (sorted[0] == sorted[sorted.length - 1]) {
            // no draw differs: nothing says how sure that is
            return new Estimate(value, error, null, Double.NaN);
        }
        double bias = NORMAL.inverseCumulativeProbability(shareBelow(sorted, value));
        double tail = NORMAL.inverseSurvivalProbability((1 - confidence) / 2);
        Interval interval = new Interval(
                quantile(sorted, position(bias, -tail, acceleration)),
                quantile(sorted, position(bias, tail, acceleration)),
                confidence);
        double w = NORMAL.inverseCumulativeProbability(shareBelow(sorted, 0));
        double z = (w - bias) / (1 + acceleration * (w - bias)) - bias;
        double p = 2 * NORMAL.survivalProbability(Math.abs(z));
        return new Estimate(value, error, interval, Math.min(1, Math.max(p, 2.0 / (drawn.length + 1))));
    }

    /** Where in the sorted draws the end of the interval lies, as a share. */
    private static double position(double bias, double z, double acceleration) {
        double shifted = bias + z;
        double scale = 1 - acceleration * shifted;
        return NORMAL.cumulativeProbability(bias + shifted / (scale > 0 ? scale : 1));
    }

    /** Equal draws count half; kept off 0 and 1 by half a draw. */
    private static double shareBelow(double[] sorted, double value) {
        double below = 0;
        for (double one : sorted) {
            below += one < value ? 1 : one == value ? 0.5 : 0;
        }
        return Math.min(sorted.length - 0.5, Math.max(0.5, below)) / sorted.length;
    }

    private static double quantile(double[] sorted, double share) {
        double at = Math.max(0, Math.min(sorted.length - 1.0, share * (sorted.length + 1) - 1));
        int low = (int) at;
        double rest = at - low;
        return rest == 0 ? sorted[low] : sorted[low] + rest * (sorted[low + 1] - sorted[low]);
    }

    /** From the skewness of a jackknife over blocks of rows; 0 where that has no value. */
    private static double[] accelerations(int rows, Function<int[], double[]> statistics, int count) {
        int blocks = Math.min(MOST_BLOCKS, rows);
        double[][] left = new double[count][blocks];
        for (int block = 0; block < blocks; block++) {
            int first = block;
            int[] rest = Arrays.stream(all(rows))
                    .filter(row -> row % blocks != first)
                    .toArray();
            double[] found = statistics.apply(rest);
            for (int s = 0; s < count; s++) {
                left[s][block] = found[s];
            }
        }
        double[] accelerations = new double[count];
        for (int s = 0; s < count; s++) {
            double mean = MeanTests.mean(left[s]);
            double squares = 0;
            double cubes = 0;
            for (double one : left[s]) {
                squares += (mean - one) * (mean - one);
                cubes += (mean - one) * (mean - one) * (mean - one);
            }
            double acceleration = cubes / (6 * Math.pow(squares, 1.5));
            accelerations[s] = Double.isFinite(acceleration) ? acceleration : 0;
        }
        return accelerations;
    }

    private static int[] all(int rows) {
        int[] all = new int[rows];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
