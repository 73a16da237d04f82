package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.modelyard.experiment.analysis.BetaPosterior;
import org.modelyard.experiment.analysis.ThompsonSampling;
import org.modelyard.serving.model.StickyHash;

/**
 * A stretch of time in which a bandit divides new units by the same propensities. They are whole buckets of the hash, so that what is stored
 * is exactly the chance that a unit had.
 *
 * @param number from 1; the first divides by the plan's shares and rests on nothing
 * @param fromMillis when it was computed, since 1970
 * @param arms one a variant, in the plan's order; buckets add up to 10,000
 */
public record BanditRound(int number, long fromMillis, List<Arm> arms) {

    /**
     * One variant in a round.
     *
     * @param buckets its propensity, in hundredths of a percent
     * @param chance that it is the best, by uniform priors and the units below; no error rate
     * @param units that were judged when the round began
     * @param successes of them, with the metric's event
     */
    public record Arm(int buckets, double chance, long units, long successes) {}

    /** What was seen of a variant. */
    public record Seen(long units, long successes) {}

    public BanditRound {
        arms = List.copyOf(arms);
        int all = arms.stream().mapToInt(Arm::buckets).sum();
        if (all != StickyHash.BUCKETS || arms.stream().anyMatch(one -> one.buckets() < 1)) {
            throw new IllegalArgumentException("propensities of " + all + " buckets: " + arms);
        }
    }

    public static BanditRound first(ExperimentPlan plan, long nowMillis) {
        List<ExperimentVariant> variants = plan.variants();
        return new BanditRound(
                1,
                nowMillis,
                variants.stream()
                        .map(one -> new Arm(one.buckets(), 1.0 / variants.size(), 0, 0))
                        .toList());
    }

    /** Whether the same was seen when this one began: then the next would be the same too. */
    public boolean restsOn(List<Seen> seen) {
        return seen.equals(
                arms.stream().map(one -> new Seen(one.units(), one.successes())).toList());
    }

    /** @param seen of each variant, in the plan's order */
    public BanditRound next(ExperimentPlan plan, List<Seen> seen, long nowMillis) {
        int floor = plan.bandit().floor();
        double[] chances = BetaPosterior.chancesToBeBest(posteriors(plan.metric(), seen));
        double[] shares = ThompsonSampling.floored(chances, (double) floor / StickyHash.BUCKETS);
        int[] buckets = whole(shares);
        return new BanditRound(
                number + 1,
                nowMillis,
                IntStream.range(0, buckets.length)
                        .mapToObj(i -> new Arm(
                                buckets[i],
                                chances[i],
                                seen.get(i).units(),
                                seen.get(i).successes()))
                        .toList());
    }

    /** The same, begun then. */
    public BanditRound from(long millis) {
        return new BanditRound(number, millis, arms);
    }

    /** Of what is good: where less is better, of the units without the event. */
    static List<BetaPosterior> posteriors(ExperimentMetric metric, List<Seen> seen) {
        return seen.stream()
                .map(one -> BetaPosterior.uniform(
                        metric.lowerIsBetter() ? one.units() - one.successes() : one.successes(), one.units()))
                .toList();
    }

    /** To whole buckets that add up, by largest remainders: what is at a floor of whole buckets stays there. */
    private static int[] whole(double[] shares) {
        int[] buckets = new int[shares.length];
        double[] rest = new double[shares.length];
        List<Integer> order = new ArrayList<>();
        int left = StickyHash.BUCKETS;
        for (int i = 0; i < shares.length; i++) {
            double exact = shares[i] * StickyHash.BUCKETS;
            // a floor of 500 buckets may come as 499.9999999
            buckets[i] = (int) Math.floor(exact + 1e-6);
            rest[i] = exact - buckets[i];
            left -= buckets[i];
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -rest[i]));
        for (int i = 0; i < left; i++) {
            buckets[order.get(i % order.size())]++;
        }
        return buckets;
    }

    /** Place of the variant that a unit with this bucket gets. */
    public int at(int bucket) {
        int end = 0;
        for (int i = 0; i < arms.size(); i++) {
            end += arms.get(i).buckets();
            if (bucket < end) {
                return i;
            }
        }
        throw new IllegalArgumentException("no bucket " + bucket);
    }

    /** Chance with which a new unit gets that variant. */
    public double propensity(int place) {
        return Checks.share(arms.get(place).buckets());
    }
}
