package org.modelyard.rollout.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.entity.StoredVerdict;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutVerdict;
import org.modelyard.rollout.model.Stratum;

/**
 * What is said of a candidate by one metric.
 *
 * @param outcome PASS, FAIL or INCONCLUSIVE, which is no pass
 * @param championRate share of bad ones, its steps weighed as the candidate's requests lie in them; null where that is unknown
 * @param steps the same step by step, which is what is compared
 * @param ratioLow the candidate's odds of a bad one are at least so many times the champion's; null when nothing is known
 * @param ratioHigh at most so many times; null when nothing is known
 * @param difference by how much the candidate's share is higher at most; of AGREEMENT its share itself at most
 * @param tolerance what that may be to pass
 * @param evidence against the candidate
 * @param needed evidence to fail
 */
public record VerdictView(
        RolloutMetric metric,
        String outcome,
        String words,
        long championTrials,
        long championBad,
        @Nullable Double championRate,
        long candidateTrials,
        long candidateBad,
        @Nullable Double candidateRate,
        List<StepCounts> steps,
        @Nullable Double ratioLow,
        @Nullable Double ratioHigh,
        double difference,
        double tolerance,
        double evidence,
        double needed,
        Instant judgedAt) {

    /** What both sides had in one step, from 1; rates are null without any trial. */
    public record StepCounts(
            int step,
            long championTrials,
            long championBad,
            @Nullable Double championRate,
            long candidateTrials,
            long candidateBad,
            @Nullable Double candidateRate) {

        static StepCounts of(int step, Stratum seen) {
            return new StepCounts(
                    step,
                    seen.champions().trials(),
                    seen.champions().bad(),
                    known(seen.champions().rate()),
                    seen.candidates().trials(),
                    seen.candidates().bad(),
                    known(seen.candidates().rate()));
        }
    }

    static VerdictView of(StoredVerdict stored) {
        return of(stored.metric(), stored.outcome(), stored.words(), stored.numbers(), stored.judgedAt());
    }

    static VerdictView of(RolloutVerdict verdict, Instant now) {
        return of(verdict.metric(), verdict.code(), verdict.words(), verdict.numbers(), now);
    }

    private static VerdictView of(
            RolloutMetric metric, String outcome, String words, RolloutVerdict.Numbers numbers, Instant at) {
        return new VerdictView(
                metric,
                outcome,
                words,
                numbers.champion().trials(),
                numbers.champion().bad(),
                known(numbers.championRate()),
                numbers.candidate().trials(),
                numbers.candidate().bad(),
                known(numbers.candidate().rate()),
                steps(numbers.steps()),
                numbers.ratioLow(),
                numbers.ratioHigh(),
                numbers.difference(),
                numbers.tolerance(),
                numbers.evidence(),
                numbers.needed(),
                at);
    }

    private static List<StepCounts> steps(List<Stratum> steps) {
        List<StepCounts> counts = new ArrayList<>();
        for (Stratum step : steps) {
            counts.add(StepCounts.of(counts.size() + 1, step));
        }
        return List.copyOf(counts);
    }

    private static @Nullable Double known(double rate) {
        return Double.isNaN(rate) ? null : rate;
    }
}
