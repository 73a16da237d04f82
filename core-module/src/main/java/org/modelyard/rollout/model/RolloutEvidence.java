package org.modelyard.rollout.model;

import java.util.List;

/**
 * All that a rollout is judged by: what was seen at the last look, and what has been gathered between the looks. Each look
 * makes one block of each metric out of what came since. Thresholds are taken from what the champion showed before the block,
 * so that they do not depend on it. Immutable.
 *
 * @param champion at the last look
 * @param candidate at the last look
 * @param metrics in the plan's order
 */
public record RolloutEvidence(Sighting champion, Sighting candidate, List<Evidence> metrics) {

    public RolloutEvidence {
        metrics = List.copyOf(metrics);
    }

    /** What was seen before is not looked at: it only gives the thresholds. */
    public static RolloutEvidence begin(JudgementPlan plan, Sighting champion, Sighting candidate) {
        return new RolloutEvidence(
                champion,
                candidate,
                plan.metrics().stream().map(Evidence::begin).toList());
    }

    /** With a further look. Labels that were corrected downwards wait until their sums have grown past it. */
    public RolloutEvidence look(JudgementPlan plan, Sighting championNow, Sighting candidateNow) {
        if (!championNow.since(champion) || !candidateNow.since(candidate)) {
            return new RolloutEvidence(championNow, candidateNow, metrics);
        }
        Arm champions = championNow.labels().minus(champion.labels());
        Arm candidates = candidateNow.labels().minus(candidate.labels());
        boolean labelled = champions.possible() && candidates.possible();
        return new RolloutEvidence(
                labelled ? championNow : championNow.labelled(champion.labels()),
                labelled ? candidateNow : candidateNow.labelled(candidate.labels()),
                metrics.stream()
                        .map(one -> look(
                                one,
                                plan,
                                championNow,
                                candidateNow,
                                labelled ? champions : Arm.NONE,
                                labelled ? candidates : Arm.NONE))
                        .toList());
    }

    /** The candidate's share grows after the last look. */
    public RolloutEvidence newShare() {
        return new RolloutEvidence(
                champion, candidate, metrics.stream().map(Evidence::newShare).toList());
    }

    private Evidence look(
            Evidence one,
            JudgementPlan plan,
            Sighting championNow,
            Sighting candidateNow,
            Arm championLabels,
            Arm candidateLabels) {
        return switch (one.metric()) {
            case ERRORS ->
                one.plus(
                        championNow.errors().minus(champion.errors()),
                        candidateNow.errors().minus(candidate.errors()));
            case ACCURACY -> one.plus(championLabels, candidateLabels);
            case AGREEMENT -> one.plus(Arm.NONE, candidateNow.mirrored().minus(candidate.mirrored()));
            case LATENCY -> {
                int bin = champion.latencyBin(plan.quantile(), plan.minimum());
                yield bin < 0
                        ? one
                        : one.plus(
                                Sighting.slower(champion.latencies(), championNow.latencies(), bin),
                                Sighting.slower(candidate.latencies(), candidateNow.latencies(), bin));
            }
            case SCORES -> {
                int bin = champion.scoreBin(plan.minimum());
                yield bin < 0
                        ? one
                        : one.plus(
                                Sighting.lessSure(champion.scores(), championNow.scores(), bin),
                                Sighting.lessSure(candidate.scores(), candidateNow.scores(), bin));
            }
        };
    }

    /** In the plan's order. */
    public List<RolloutVerdict> verdicts(JudgementPlan plan) {
        return metrics.stream().map(one -> one.verdict(plan)).toList();
    }
}
