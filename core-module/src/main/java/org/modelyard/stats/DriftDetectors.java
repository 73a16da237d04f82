package org.modelyard.stats;

/**
 * Change points of a stream, looked at value by value. Neither states an error rate: how often they cry wolf depends on the
 * settings and on the stream's length. Positions count from 1; 0 where nothing was found.
 */
public final class DriftDetectors {

    private static final double WARNING = 2;
    private static final double DRIFT = 3;

    private DriftDetectors() {}

    /**
     * What the drift detection method found.
     *
     * @param warningAt first warning, which later values may take back
     * @param driftAt where it stopped
     * @param leastRate and its deviation: the minimum that later values are compared with; NaN when the minimum number of
     *     values was not reached
     */
    public record ErrorDrift(int warningAt, int driftAt, double leastRate, double leastDeviation) {}

    /** Gama et al. 2004: the rate of errors rises two (warning) or three (drift) deviations above its minimum. */
    public static ErrorDrift ddm(boolean[] errors, int minimum) {
        double wrong = 0;
        double leastRate = Double.NaN;
        double leastDeviation = Double.NaN;
        int warning = 0;
        for (int i = 1; i <= errors.length; i++) {
            wrong += errors[i - 1] ? 1 : 0;
            double rate = wrong / i;
            double deviation = Math.sqrt(rate * (1 - rate) / i);
            if (i < minimum) {
                continue;
            }
            if (Double.isNaN(leastRate) || rate + deviation <= leastRate + leastDeviation) {
                leastRate = rate;
                leastDeviation = deviation;
            }
            if (rate + deviation > leastRate + DRIFT * leastDeviation) {
                return new ErrorDrift(warning, i, leastRate, leastDeviation);
            }
            if (warning == 0 && rate + deviation > leastRate + WARNING * leastDeviation) {
                warning = i;
            }
        }
        return new ErrorDrift(warning, 0, leastRate, leastDeviation);
    }

    /**
     * One step of Page and Hinkley's test.
     *
     * @param sum of the deviations from the running mean, each less delta
     * @param least of the sums, 0 included
     */
    public record PageHinkley(double mean, long count, double sum, double least) {

        public static final PageHinkley START = new PageHinkley(0, 0, 0, 0);

        /** @param delta the rise that is let pass */
        public PageHinkley next(double value, double delta) {
            double newMean = mean + (value - mean) / (count + 1);
            double newSum = sum + value - newMean - delta;
            return new PageHinkley(newMean, count + 1, newSum, Math.min(least, newSum));
        }

        /** What is compared with the threshold. */
        public double statistic() {
            return sum - least;
        }
    }
}
