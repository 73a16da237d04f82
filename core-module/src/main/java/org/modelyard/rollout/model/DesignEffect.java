package org.modelyard.rollout.model;

import org.jspecify.annotations.Nullable;

/**
 * How many requests that belong together tell as much as one that is independent of all others. Who gets the candidate is decided by unit: a unit
 * whose requests all fail falls to one side with all of them. The failures of units differ by more than chance would make them then,
 * and so many times more does a side's share of failures vary (Kish 1965; Rao and Scott 1981 for counts that are thinned by it).
 *
 * <p>The variance of the shares is estimated from the sums of clusters, which are independent of each other whatever happens within one, and put in
 * relation to what it were if all requests were independent. The larger one is taken of that of both sides together, which is steady, and that of the
 * difference of both shares, which is mostly the candidate's; it is never less than 1. Where no request failed, or units are very few, nothing is known
 * of it.
 */
final class DesignEffect {

    private DesignEffect() {}

    /** At least 1. */
    static double of(@Nullable Clusters champion, @Nullable Clusters candidate) {
        Clusters one = champion == null ? Clusters.NONE : champion;
        Clusters other = candidate == null ? Clusters.NONE : candidate;
        double together = ratio(one.variance() + other.variance(), one.independent() + other.independent());
        double difference = ratio(
                ofShare(one, one.variance()) + ofShare(other, other.variance()),
                ofShare(one, one.independent()) + ofShare(other, other.independent()));
        return Math.max(1, Math.max(together, difference));
    }

    private static double ofShare(Clusters side, double ofSum) {
        return side.trials() == 0 ? 0 : ofSum / (side.trials() * side.trials());
    }

    private static double ratio(double above, double below) {
        return below > 0 ? above / below : 1;
    }
}
