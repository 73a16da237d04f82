package org.modelyard.rollout.model;

/**
 * How the requests or labels of one side, and the bad ones of them, lie in clusters that are independent of each other: units, or groups of them.
 *
 * @param clusters that have any
 * @param trials of all
 * @param bad of all
 * @param trialsSquared sum over the clusters of the square of their trials
 * @param both sum over the clusters of their trials times their bad ones
 * @param badSquared sum over the clusters of the square of their bad ones
 */
public record Clusters(long clusters, double trials, double bad, double trialsSquared, double both, double badSquared) {

    static final Clusters NONE = new Clusters(0, 0, 0, 0, 0, 0);

    /** @param units as {@link org.modelyard.serving.model.UnitCounts#counts} gives them; empty for none */
    static Clusters of(long[] units) {
        int groups = units.length / 2;
        Clusters sum = NONE;
        for (int i = 0; i < groups; i++) {
            if (units[i] > 0) {
                sum = sum.and(units[i], units[groups + i]);
            }
        }
        return sum;
    }

    private Clusters and(double n, double worse) {
        return new Clusters(
                clusters + 1,
                trials + n,
                bad + worse,
                trialsSquared + n * n,
                both + n * worse,
                badSquared + worse * worse);
    }

    /** Of the number of bad ones, estimated from what each cluster has more of them than the side's share would give it; 0 while nothing is known. */
    double variance() {
        if (clusters < 2) {
            return 0; // of a single one nothing can be told
        }
        double rate = bad / trials;
        double squares = badSquared - 2 * rate * both + rate * rate * trialsSquared;
        return Math.max(0, squares) * clusters / (clusters - 1);
    }

    /** What it were if all trials were independent; 0 while nothing is known. */
    double independent() {
        return clusters < 2 ? 0 : bad * (1 - bad / trials);
    }
}
