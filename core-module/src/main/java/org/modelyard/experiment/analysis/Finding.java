package org.modelyard.experiment.analysis;

import org.modelyard.stats.Interval;

/**
 * What a method says of an effect.
 *
 * @param interval an end may be infinite where the method looks at one side only
 * @param p that there is no effect (on the side looked at)
 */
public record Finding(double estimate, Interval interval, double p) {

    /** Whether no effect is excluded. */
    public boolean significant() {
        return !interval.contains(0);
    }
}
