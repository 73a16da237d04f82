package org.modelyard.rollout.model;

/**
 * What one side has seen of one metric.
 *
 * @param trials requests or labels
 * @param bad of them
 */
public record Arm(long trials, long bad) {

    public static final Arm NONE = new Arm(0, 0);

    public Arm plus(Arm other) {
        return new Arm(trials + other.trials, bad + other.bad);
    }

    public Arm minus(Arm other) {
        return new Arm(trials - other.trials, bad - other.bad);
    }

    /** Whether such counts can be: differences of sums that were corrected meanwhile may not. */
    public boolean possible() {
        return bad >= 0 && trials >= bad;
    }

    /** NaN without any. */
    public double rate() {
        return trials == 0 ? Double.NaN : bad / (double) trials;
    }
}
