package org.modelyard.rollout.model;

/**
 * What has been gathered of one metric: both sides' counts since the rollout began, and the likelihood over the blocks between
 * the looks. Immutable.
 *
 * @param odds not used by AGREEMENT, whose requests both sides answer
 * @param waitingChampions what came while the other side had nothing: it goes into the next block in which both have something, which is
 *     decided without looking at how it went
 * @param waitingCandidates the same of the candidate
 */
public record Evidence(
        RolloutMetric metric,
        Arm champions,
        Arm candidates,
        OddsLikelihood odds,
        Arm waitingChampions,
        Arm waitingCandidates) {

    public static Evidence begin(RolloutMetric metric) {
        return new Evidence(metric, Arm.NONE, Arm.NONE, OddsLikelihood.none(), Arm.NONE, Arm.NONE);
    }

    /** With what came between two looks. */
    public Evidence plus(Arm champion, Arm candidate) {
        if (metric == RolloutMetric.AGREEMENT) {
            return new Evidence(metric, champions.plus(champion), candidates.plus(candidate), odds, Arm.NONE, Arm.NONE);
        }
        Arm mine = waitingChampions.plus(champion);
        Arm theirs = waitingCandidates.plus(candidate);
        boolean block = mine.trials() > 0 && theirs.trials() > 0;
        return new Evidence(
                metric,
                champions.plus(champion),
                candidates.plus(candidate),
                block ? odds.plus(mine, theirs) : odds,
                block ? Arm.NONE : mine,
                block ? Arm.NONE : theirs);
    }

    /** The share grows: what waits belongs to the one before, and blocks are of one share each. */
    public Evidence newShare() {
        return new Evidence(metric, champions, candidates, odds, Arm.NONE, Arm.NONE);
    }

    /** What follows from it. */
    public RolloutVerdict verdict(JudgementPlan plan) {
        return metric == RolloutMetric.AGREEMENT ? agreement(plan) : comparison(plan);
    }

    private RolloutVerdict comparison(JudgementPlan plan) {
        double alpha = plan.share();
        double logEvidence = odds.logEvidenceAbove(metric.logOdds());
        double low = odds.lower(alpha);
        double high = odds.upper(alpha);
        RolloutVerdict.Numbers numbers = new RolloutVerdict.Numbers(
                champions,
                candidates,
                low == 0 ? null : low,
                Double.isInfinite(high) ? null : high,
                RateSequence.upper(candidates, alpha / 2) - RateSequence.lower(champions, alpha / 2),
                plan.tolerance(metric),
                Math.exp(Math.min(logEvidence, 700)),
                1 / alpha);
        long fewer = Math.min(champions.trials(), candidates.trials());
        if (fewer < plan.minimum()) {
            return few(numbers, fewer, plan.minimum());
        }
        if (logEvidence >= -Math.log(alpha)) {
            return new RolloutVerdict.Fail(metric, numbers);
        }
        return numbers.difference() <= numbers.tolerance() ? new RolloutVerdict.Pass(metric, numbers) : open(numbers);
    }

    private RolloutVerdict agreement(JudgementPlan plan) {
        double alpha = plan.share();
        double tolerance = plan.tolerance(metric);
        double low = RateSequence.lower(candidates, alpha);
        double high = RateSequence.upper(candidates, alpha);
        RolloutVerdict.Numbers numbers = new RolloutVerdict.Numbers(
                champions, candidates, null, null, high, tolerance, low > tolerance ? 1 / alpha : 0, 1 / alpha);
        if (candidates.trials() < plan.minimum()) {
            return few(numbers, candidates.trials(), plan.minimum());
        }
        if (low > tolerance) {
            return new RolloutVerdict.Fail(metric, numbers);
        }
        return high <= tolerance ? new RolloutVerdict.Pass(metric, numbers) : open(numbers);
    }

    private RolloutVerdict few(RolloutVerdict.Numbers numbers, long seen, long needed) {
        return new RolloutVerdict.Inconclusive(
                metric, numbers, "Too few yet: " + seen + " of " + needed + " on the side that has fewer.");
    }

    private RolloutVerdict open(RolloutVerdict.Numbers numbers) {
        return new RolloutVerdict.Inconclusive(
                metric,
                numbers,
                "Neither worse beyond chance nor within " + Share.of(numbers.tolerance()) + " for certain: it may be "
                        + Share.of(numbers.difference()) + " at most.");
    }
}
