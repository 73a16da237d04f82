package org.modelyard.rollout.model;

/**
 * How many requests that belong together tell as much as one that is independent of all others. Who gets the candidate is decided by unit: a unit
 * whose requests all fail falls to one side with all of them. The failures of groups of units differ by more than chance would make them then,
 * and so many times more does a side's share of failures vary (Kish 1965; Rao and Scott 1981 for counts that are thinned by it).
 *
 * <p>The variance of the shares is estimated from the groups' sums, which are independent of each other, whatever happens within a group:
 * the sum of the squares of what a group has more failures than its side's share would give it. It is put in relation to what it were if all requests
 * were independent. The larger one is taken of that of both sides together, which is steady, and that of the difference of both shares, which is mostly
 * the candidate's; it is never less than 1. Where no request failed, or units are very few, nothing is known of it.
 */
final class DesignEffect {

    private final double variance;
    private final double independent;
    private final double trials;

    /** @param units as {@link org.modelyard.serving.model.UnitCounts#counts} gives them; empty for none */
    private DesignEffect(long[] units) {
        int groups = units.length / 2;
        long requests = 0;
        long bad = 0;
        int filled = 0;
        for (int i = 0; i < groups; i++) {
            requests += units[i];
            bad += units[groups + i];
            filled += units[i] > 0 ? 1 : 0;
        }
        double rate = requests == 0 ? 0 : bad / (double) requests;
        double squares = 0;
        for (int i = 0; i < groups; i++) {
            double more = units[groups + i] - rate * units[i];
            squares += more * more;
        }
        trials = requests;
        independent = filled < 2 ? 0 : requests * rate * (1 - rate); // of a single group nothing can be told
        variance = filled < 2 ? 0 : squares * filled / (filled - 1);
    }

    /** At least 1. */
    static double of(long[] champion, long[] candidate) {
        DesignEffect one = new DesignEffect(champion);
        DesignEffect other = new DesignEffect(candidate);
        return Math.max(1, Math.max(together(one, other), difference(one, other)));
    }

    private static double together(DesignEffect one, DesignEffect other) {
        return ratio(one.variance + other.variance, one.independent + other.independent);
    }

    private static double difference(DesignEffect one, DesignEffect other) {
        return ratio(
                one.ofShare(one.variance) + other.ofShare(other.variance),
                one.ofShare(one.independent) + other.ofShare(other.independent));
    }

    private double ofShare(double ofSum) {
        return trials == 0 ? 0 : ofSum / (trials * trials);
    }

    private static double ratio(double above, double below) {
        return below > 0 ? above / below : 1;
    }
}
