package org.modelyard.rollout.model;

/**
 * What has been gathered of one metric: both sides' counts in each step since the rollout began, and the likelihood over the blocks
 * between the looks. Immutable.
 *
 * @param planned steps that there may ever be
 * @param odds not used by AGREEMENT, whose requests both sides answer
 */
public record Evidence(RolloutMetric metric, int planned, Strata strata, OddsLikelihood odds) {

    /** @param planned steps of the rollout */
    public static Evidence begin(RolloutMetric metric, int planned) {
        return new Evidence(metric, planned, Strata.NONE, OddsLikelihood.none());
    }

    /**
     * With what came between two looks.
     *
     * @param step index of the one that it belongs to
     */
    public Evidence plus(int step, Arm champion, Arm candidate) {
        if (champion.trials() == 0 && candidate.trials() == 0) {
            return this;
        }
        Stratum more = strata.step(step).plus(champion, candidate);
        if (metric == RolloutMetric.AGREEMENT || !more.comparable()) {
            return new Evidence(metric, planned, strata.with(step, more), odds);
        }
        return new Evidence(
                metric,
                planned,
                strata.with(step, more.settled()),
                odds.plus(more.waitingChampions(), more.waitingCandidates()));
    }

    /** What follows from it. */
    public RolloutVerdict verdict(JudgementPlan plan) {
        return verdict(plan, 1);
    }

    /** @param together requests that tell as much as one, since those of a unit fail together; at least 1 */
    RolloutVerdict verdict(JudgementPlan plan, double together) {
        return metric == RolloutMetric.AGREEMENT ? agreement(plan) : comparison(plan, together);
    }

    /** Whether the verdict is one of FAIL, without the numbers, which take many times as long. */
    boolean fails(JudgementPlan plan, double together) {
        return metric == RolloutMetric.AGREEMENT
                ? agreement(plan) instanceof RolloutVerdict.Fail
                : fewer() >= plan.minimum() && against(together) >= -Math.log(plan.share());
    }

    /** Logarithm of the evidence against the candidate. */
    private double against(double together) {
        return odds.weakened(together).logEvidenceAbove(metric.logOdds());
    }

    private long fewer() {
        return Math.min(strata.champions().trials(), strata.candidates().trials());
    }

    private RolloutVerdict comparison(JudgementPlan plan, double together) {
        double alpha = plan.share();
        OddsLikelihood likely = odds.weakened(together);
        double logEvidence = against(together);
        double low = likely.lower(alpha);
        double high = likely.upper(alpha);
        RolloutVerdict.Numbers numbers = new RolloutVerdict.Numbers(
                strata.champions(),
                strata.candidates(),
                strata.steps(),
                low == 0 ? null : low,
                Double.isInfinite(high) ? null : high,
                strata.difference(alpha, planned, together),
                plan.tolerance(metric),
                Math.exp(Math.min(logEvidence, 700)),
                1 / alpha,
                null,
                together > 1 ? together : null);
        if (fewer() < plan.minimum()) {
            return few(numbers, fewer(), plan.minimum());
        }
        if (fails(plan, together)) {
            return new RolloutVerdict.Fail(metric, numbers);
        }
        return numbers.difference() <= numbers.tolerance() ? new RolloutVerdict.Pass(metric, numbers) : open(numbers);
    }

    private RolloutVerdict agreement(JudgementPlan plan) {
        double alpha = plan.share();
        double tolerance = plan.tolerance(metric);
        Arm candidates = strata.candidates();
        double low = RateSequence.lower(candidates, alpha);
        double high = RateSequence.upper(candidates, alpha);
        RolloutVerdict.Numbers numbers = new RolloutVerdict.Numbers(
                strata.champions(),
                candidates,
                strata.steps(),
                null,
                null,
                high,
                tolerance,
                low > tolerance ? 1 / alpha : 0,
                1 / alpha);
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
                        + Share.of(numbers.difference()) + " at most." + numbers.togetherWords());
    }
}
