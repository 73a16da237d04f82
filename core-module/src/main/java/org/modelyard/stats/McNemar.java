package org.modelyard.stats;

import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * McNemar's test (1947) of two classifiers on the same rows, two-sided, and the difference that it judges. Only the rows
 * that one of them alone gets right count.
 */
public final class McNemar {

    /** With fewer rows that differ, chi-squared is not close enough. */
    static final long FEWEST_FOR_CHI_SQUARED = 25;

    private McNemar() {}

    /**
     * Exact below {@value #FEWEST_FOR_CHI_SQUARED} rows that differ, else chi-squared without continuity correction:
     * the error rate is held, or close to nominal (Fagerland, Lydersen and Laake 2013).
     *
     * @param onlyA rows that a alone gets right
     * @param onlyB rows that b alone gets right
     */
    public static TestResult fitting(long onlyA, long onlyB) {
        return onlyA + onlyB < FEWEST_FOR_CHI_SQUARED
                ? Proportions.mcNemar((int) onlyA, (int) onlyB)
                : chiSquared(onlyA, onlyB, false);
    }

    /**
     * By the chi-squared distribution with one degree of freedom; undefined without a row that differs.
     *
     * @param continuity with Edwards' correction (1948), which makes it conservative
     */
    public static TestResult chiSquared(long onlyA, long onlyB, boolean continuity) {
        Arguments.count("rows", Math.min(onlyA, onlyB));
        double both = (double) onlyA + onlyB;
        if (both == 0) {
            return TestResult.UNDEFINED;
        }
        double difference = Math.abs((double) onlyA - onlyB);
        double distance = continuity ? Math.max(0, difference - 1) : difference;
        double statistic = distance * distance / both;
        return new TestResult(statistic, ChiSquaredDistribution.of(1).survivalProbability(statistic), 1);
    }

    /**
     * Newcombe's interval (1998, paired method 10) for the share that b gets right less that of a: two Wilson intervals,
     * put together with the correlation of the pairs.
     *
     * @param both rows that both get right
     * @param neither rows that both get wrong; at least one row in all
     */
    public static Interval difference(long both, long onlyA, long onlyB, long neither, double confidence) {
        Arguments.count("rows", Math.min(Math.min(both, onlyA), Math.min(onlyB, neither)));
        long n = both + onlyA + onlyB + neither;
        Interval a = Proportions.wilson(both + onlyA, n, confidence);
        Interval b = Proportions.wilson(both + onlyB, n, confidence);
        double shareA = (double) (both + onlyA) / n;
        double shareB = (double) (both + onlyB) / n;
        double phi = phi(both, onlyA, onlyB, neither, n);
        double difference = shareB - shareA;
        return new Interval(
                difference - distance(shareB - b.low(), a.high() - shareA, phi),
                difference + distance(b.high() - shareB, shareA - a.low(), phi),
                confidence);
    }

    private static double distance(double first, double second, double phi) {
        return Math.sqrt(Math.max(0, first * first - 2 * phi * first * second + second * second));
    }

    /** The correlation of the two, with Newcombe's correction where it is positive; 0 where it has no value. */
    private static double phi(double both, double onlyA, double onlyB, double neither, double n) {
        double scale = Math.sqrt((both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither));
        if (scale == 0) {
            return 0;
        }
        double product = both * neither - onlyA * onlyB;
        return (product > n / 2 ? product - n / 2 : product > 0 ? 0 : product) / scale;
    }
}
