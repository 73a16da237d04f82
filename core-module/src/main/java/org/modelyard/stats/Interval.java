package org.modelyard.stats;

/**
 * A confidence interval.
 *
 * @param low lower end, inclusive
 * @param high upper end, inclusive
 * @param confidence nominal coverage, 0-1 (0.95 is usual)
 */
public record Interval(double low, double high, double confidence) {

    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
        Arguments.share("confidence", confidence);
    }

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
