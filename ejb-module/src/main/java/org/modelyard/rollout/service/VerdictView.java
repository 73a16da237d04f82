package org.modelyard.rollout.service;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.rollout.entity.StoredVerdict;
import org.modelyard.rollout.model.Arm;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutVerdict;

/**
 * What is said of a candidate by one metric.
 *
 * @param outcome PASS, FAIL or INCONCLUSIVE, which is no pass
 * @param championRate share of bad ones; null without any trial
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
        @Nullable Double ratioLow,
        @Nullable Double ratioHigh,
        double difference,
        double tolerance,
        double evidence,
        double needed,
        Instant judgedAt) {

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
                rate(numbers.champion()),
                numbers.candidate().trials(),
                numbers.candidate().bad(),
                rate(numbers.candidate()),
                numbers.ratioLow(),
                numbers.ratioHigh(),
                numbers.difference(),
                numbers.tolerance(),
                numbers.evidence(),
                numbers.needed(),
                at);
    }

    private static @Nullable Double rate(Arm arm) {
        return arm.trials() == 0 ? null : arm.rate();
    }
}
