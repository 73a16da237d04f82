package org.modelyard.experiment.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.modelyard.experiment.analysis.BetaPosterior;
import org.modelyard.experiment.analysis.SampleRatio;

/** What a bandit believes, and whether its units are divided as its rounds say. No test: beliefs state no error rate. */
public final class BanditReading {

    private BanditReading() {}

    /**
     * Chance of each variant to be the best, by uniform priors and the judged units.
     *
     * @param figures of each variant, in the plan's order; the metric is a share
     */
    static List<Double> chances(ExperimentPlan plan, List<VariantFigures> figures) {
        List<BanditRound.Seen> seen = figures.stream()
                .map(VariantFigures::metric)
                .map(one -> new BanditRound.Seen(one.n(), one.n() == 0 ? 0 : one.active()))
                .toList();
        return Arrays.stream(BetaPosterior.chancesToBeBest(BanditRound.posteriors(plan.metric(), seen)))
                .boxed()
                .toList();
    }

    /**
     * Each round has shares of its own, and a unit belongs to the one in which it was assigned.
     *
     * @param units by round and then by variant's place, of those that were assigned
     */
    public static SampleRatio ratio(List<BanditRound> rounds, Map<Integer, long[]> units) {
        List<long[]> counts = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        for (BanditRound round : rounds) {
            long[] there = units.get(round.number());
            if (there != null) {
                counts.add(there);
                shares.add(round.arms().stream()
                        .mapToDouble(BanditRound.Arm::buckets)
                        .toArray());
            }
        }
        return SampleRatio.ofRounds(counts, shares);
    }

    /** For somebody who knows no statistics. */
    static String words(ExperimentPlan plan, List<Double> chances) {
        int best = 0;
        for (int i = 1; i < chances.size(); i++) {
            best = chances.get(i) > chances.get(best) ? i : best;
        }
        String name = plan.variants().get(best).name();
        return String.format(
                Locale.ROOT,
                "No winner is claimed: this experiment gives more units to what does well, which earns more and tests nothing."
                        + " By the units that are judged, '%s' is the best in the %s with a chance of %.1f %%; that is a belief and"
                        + " states no error rate, and plain values of a variant that was given little tend to be too low. Ask what"
                        + " giving everybody '%s' would earn by an estimate off policy, or test it in an experiment with fixed"
                        + " shares.",
                name,
                plan.metric().words(),
                chances.get(best) * 100,
                name);
    }
}
