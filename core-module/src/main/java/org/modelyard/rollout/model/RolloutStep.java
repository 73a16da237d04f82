package org.modelyard.rollout.model;

/**
 * One step of a rollout: it is over when its time has passed and the candidate has had its requests.
 *
 * @param buckets the candidate's share in ten-thousandths, 0 to 10,000
 * @param millis how long it takes at least
 * @param requests how many requests the candidate has in it at least
 */
public record RolloutStep(int buckets, long millis, long requests) {

    static final int BUCKETS_PER_PERCENT = 100;
    static final int ALL = 10_000;

    public double percent() {
        return buckets / (double) BUCKETS_PER_PERCENT;
    }
}
