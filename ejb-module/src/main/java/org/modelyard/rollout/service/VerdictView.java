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
 * @param difference by how much the candidate's share is higher at most; of AGREEMENT its share itself at most; of VALUE how much less an answer is worth at most,
 *     null while that is unknown
 * @param tolerance what that may be to pass
 * @param evidence against the candidate
 * @param needed evidence to fail
 * @param championValue of VALUE: what an answer was worth on the average, its steps weighed as the candidate's values lie in them; null otherwise and while unknown
 * @param candidateValue the same of the candidate
 * @param lossLow of VALUE: an answer of the candidate is worth so much less at least, below 0 more; null otherwise and while unknown
 * @param inflation of VALUE: the variance counts so many times that of independent answers, since units come back; null otherwise
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
        @Nullable Double difference,
        double tolerance,
        double evidence,
        double needed,
        @Nullable Double championValue,
        @Nullable Double candidateValue,
        @Nullable Double lossLow,
        @Nullable Double inflation,
        Instant judgedAt) {

    /** What both sides had in one step, from 1; rates are null without any trial, values (means) but for VALUE. */
    public record StepCounts(
            int step,
            long championTrials,
            long championBad,
            @Nullable Double championRate,
            long candidateTrials,
            long candidateBad,
            @Nullable Double candidateRate,
            @Nullable Double championValue,
            @Nullable Double candidateValue) {

        static StepCounts of(int step, Stratum seen) {
            return new StepCounts(
                    step,
                    seen.champions().trials(),
                    seen.champions().bad(),
                    known(seen.champions().rate()),
                    seen.candidates().trials(),
                    seen.candidates().bad(),
                    known(seen.candidates().rate()),
                    null,
                    null);
        }

        static StepCounts of(int step, RolloutVerdict.Pair worth) {
            return new StepCounts(
                    step,
                    worth.champion().told(),
                    0,
                    null,
                    worth.candidate().told(),
                    0,
                    null,
                    known(worth.champion().mean()),
                    known(worth.candidate().mean()));
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
        RolloutVerdict.Means means = numbers.means();
        return new VerdictView(
                metric,
                outcome,
                words,
                numbers.champion().trials(),
                numbers.champion().bad(),
                means == null ? known(numbers.championRate()) : null,
                numbers.candidate().trials(),
                numbers.candidate().bad(),
                means == null ? known(numbers.candidate().rate()) : null,
                means == null ? steps(numbers.steps()) : worth(means.steps()),
                numbers.ratioLow(),
                numbers.ratioHigh(),
                known(numbers.difference()),
                numbers.tolerance(),
                numbers.evidence(),
                numbers.needed(),
                means == null ? null : known(means.champion()),
                means == null ? null : known(means.candidate()),
                means == null ? null : known(means.lossLow()),
                means == null ? null : means.inflation(),
                at);
    }

    private static List<StepCounts> steps(List<Stratum> steps) {
        List<StepCounts> counts = new ArrayList<>();
        for (Stratum step : steps) {
            counts.add(StepCounts.of(counts.size() + 1, step));
        }
        return List.copyOf(counts);
    }

    private static List<StepCounts> worth(List<RolloutVerdict.Pair> steps) {
        List<StepCounts> counts = new ArrayList<>();
        for (RolloutVerdict.Pair step : steps) {
            counts.add(StepCounts.of(counts.size() + 1, step));
        }
        return List.copyOf(counts);
    }

    private static @Nullable Double known(double number) {
        return Double.isFinite(number) ? number : null;
    }
}
