package org.modelyard.rollout.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that a rollout is judged by: what was seen at the last look, and what has been gathered between the looks, step by step. Each
 * look makes one block of each metric out of what came since. Thresholds are taken from what the champion showed before the block,
 * so that they do not depend on it. Immutable.
 *
 * @param champion at the last look
 * @param candidate at the last look
 * @param began when each step began that has begun, in milliseconds since 1970
 * @param typicalError of a regression: three quarters of the champion's answers were no further off before; null while that is not known
 * @param settlesAt until when, in milliseconds since 1970, requests may have been routed by the share before; null when that is over
 * @param metrics in the plan's order
 * @param unitsBefore the champion's requests and failures by group of units that were counted before this rollout began, as in another one of the same
 *     champion; empty for none
 */
public record RolloutEvidence(
        Sighting champion,
        Sighting candidate,
        List<Long> began,
        @Nullable Double typicalError,
        @Nullable Long settlesAt,
        List<Evidence> metrics,
        long[] unitsBefore) {

    private static final long[] NONE_BEFORE = {};

    /**
     * After a share has changed, what is answered may have been routed by the one before until each node has heard of it; answers of this time count for
     * neither step. A node polls five times a second.
     */
    public static final long HEARD_MILLIS = 1_000;

    /** The same with the journals' way into the database, for what is only counted there. */
    static final long SETTLED_MILLIS = 5_000;

    public RolloutEvidence {
        began = List.copyOf(began);
        metrics = List.copyOf(metrics);
    }

    /** Of a champion that was compared for the first time. */
    public RolloutEvidence(
            Sighting champion,
            Sighting candidate,
            List<Long> began,
            @Nullable Double typicalError,
            @Nullable Long settlesAt,
            List<Evidence> metrics) {
        this(champion, candidate, began, typicalError, settlesAt, metrics, NONE_BEFORE);
    }

    /** What was seen before is not looked at: it only gives the thresholds. */
    public static RolloutEvidence begin(RolloutPlan plan, Sighting champion, Sighting candidate, long now) {
        return new RolloutEvidence(
                champion,
                candidate,
                List.of(now),
                null,
                null,
                plan.judgement().metrics().stream()
                        .map(metric -> Evidence.begin(metric, plan.steps().size()))
                        .toList(),
                champion.units());
    }

    /** Index of the step that runs. */
    public int step() {
        return began.size() - 1;
    }

    /**
     * From now on it is known what is far off; labels count from here, so that none that made the threshold is judged by it.
     *
     * @param typical see {@link #typicalError}
     * @param championNow with labels that were counted by it, as are the candidate's
     */
    public RolloutEvidence judgingErrors(double typical, Sighting championNow, Sighting candidateNow) {
        return new RolloutEvidence(
                champion.labelled(championNow.labels()),
                candidate.labelled(candidateNow.labels()),
                began,
                typical,
                settlesAt,
                metrics,
                unitsBefore);
    }

    /**
     * With a further look. Labels of a step that were corrected downwards wait until their sums have grown past it. What was counted between the growth of a
     * share and the first look at which it has settled is left out: it may have been routed by the share before.
     *
     * @param now in milliseconds since 1970
     */
    public RolloutEvidence look(JudgementPlan plan, Sighting championNow, Sighting candidateNow, long now) {
        Long settling = settlesAt == null || now < settlesAt ? settlesAt : null;
        if (!championNow.since(champion) || !candidateNow.since(candidate)) {
            return new RolloutEvidence(championNow, candidateNow, began, typicalError, settling, metrics, unitsBefore);
        }
        List<Arm> champions = new ArrayList<>();
        List<Arm> candidates = new ArrayList<>();
        for (int i = 0; i < began.size(); i++) {
            boolean grown = championNow.labels(i).minus(champion.labels(i)).possible()
                    && candidateNow.labels(i).minus(candidate.labels(i)).possible();
            champions.add(grown ? championNow.labels(i) : champion.labels(i));
            candidates.add(grown ? candidateNow.labels(i) : candidate.labels(i));
        }
        Sighting mine = championNow.labelled(champions);
        Sighting theirs = candidateNow.labelled(candidates);
        return new RolloutEvidence(
                mine,
                theirs,
                began,
                typicalError,
                settling,
                metrics.stream().map(one -> look(one, plan, mine, theirs)).toList(),
                unitsBefore);
    }

    /**
     * The candidate's share grows after the last look.
     *
     * @param now in milliseconds since 1970
     */
    public RolloutEvidence newShare(long now) {
        List<Long> more = new ArrayList<>(began);
        more.add(now);
        return new RolloutEvidence(champion, candidate, more, typicalError, now + SETTLED_MILLIS, metrics, unitsBefore);
    }

    private Evidence look(Evidence one, JudgementPlan plan, Sighting championNow, Sighting candidateNow) {
        boolean counted = one.metric() == RolloutMetric.ERRORS
                || one.metric() == RolloutMetric.LATENCY
                || one.metric() == RolloutMetric.SCORES;
        if (counted && settlesAt != null) {
            return one;
        }
        return switch (one.metric()) {
            case VALUE -> one; // what both sides stand at is in the sightings, and what is said rests on that alone
            case ERRORS ->
                one.plus(
                        step(),
                        championNow.errors().minus(champion.errors()),
                        candidateNow.errors().minus(candidate.errors()));
            case ACCURACY -> labels(one, championNow, candidateNow);
            case AGREEMENT -> one.plus(step(), Arm.NONE, candidateNow.mirrored().minus(candidate.mirrored()));
            case LATENCY -> {
                int bin = champion.latencyBin(plan.quantile(), plan.minimum());
                yield bin < 0
                        ? one
                        : one.plus(
                                step(),
                                Sighting.slower(champion.latencies(), championNow.latencies(), bin),
                                Sighting.slower(candidate.latencies(), candidateNow.latencies(), bin));
            }
            case SCORES -> {
                int bin = champion.scoreBin(plan.minimum());
                yield bin < 0
                        ? one
                        : one.plus(
                                step(),
                                Sighting.lessSure(champion.scores(), championNow.scores(), bin),
                                Sighting.lessSure(candidate.scores(), candidateNow.scores(), bin));
            }
        };
    }

    private Evidence labels(Evidence one, Sighting championNow, Sighting candidateNow) {
        Evidence all = one;
        for (int i = 0; i < began.size(); i++) {
            all = all.plus(
                    i,
                    championNow.labels(i).minus(champion.labels(i)),
                    candidateNow.labels(i).minus(candidate.labels(i)));
        }
        return all;
    }

    /** In the plan's order. */
    public List<RolloutVerdict> verdicts(JudgementPlan plan) {
        return metrics.stream().map(one -> verdict(one, plan)).toList();
    }

    /** Whether any of the verdicts is one of FAIL, without their numbers. */
    boolean fails(JudgementPlan plan) {
        return metrics.stream()
                .anyMatch(one -> one.metric() == RolloutMetric.VALUE
                        ? verdict(one, plan) instanceof RolloutVerdict.Fail
                        : one.fails(plan, together(one.metric())));
    }

    private RolloutVerdict verdict(Evidence one, JudgementPlan plan) {
        return one.metric() == RolloutMetric.VALUE
                ? new WorthEvidence(
                                plan, champion.values(), candidate.values(), champion.repeats(), candidate.repeats())
                        .verdict()
                : one.verdict(plan, together(one.metric()));
    }

    /** Requests or labels that tell as much as one. */
    private double together(RolloutMetric metric) {
        return switch (metric) {
            case ERRORS -> DesignEffect.of(champion.requestUnits(unitsBefore), candidate.requestUnits());
            case ACCURACY -> DesignEffect.of(champion.labelUnits(), candidate.labelUnits());
            default -> 1;
        };
    }
}
