package org.modelyard.serving.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.ClassScores;
import org.modelyard.serving.model.InferenceOutcome;
import org.modelyard.serving.model.InferenceRecord;
import org.modelyard.serving.model.OutputAnswer;
import org.modelyard.serving.model.PredictionRow;
import org.modelyard.serving.model.Spent;
import org.modelyard.serving.model.TrafficSplit;

/** Makes the journal's record of one row and its answer. */
final class InferenceRecords {

    /** Classes whose scores are kept in the log; the answer has all. */
    private static final int LOGGED_SCORES = 10;

    private static final long MICROS = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private InferenceRecords() {}

    /**
     * What became of a row.
     *
     * @param inputs as they are kept
     * @param scores null without an answer
     * @param others the answers beside the target
     * @param spent null where there is nothing to tell
     * @param caller who asked; null where nobody adds up by that
     */
    record Answer(
            UUID id,
            InferenceOutcome outcome,
            InputRow inputs,
            @Nullable Scores scores,
            Scores[] others,
            @Nullable Spent spent,
            @Nullable String caller) {}

    /** @param startNanos {@link System#nanoTime} when the latency begins */
    static InferenceRecord of(
            long organisationId,
            Route route,
            TrafficSplit.Variant variant,
            Servable servable,
            PredictionRow row,
            Answer answer,
            Instant now,
            long startNanos) {
        Scores scores = answer.scores();
        Scores.Labelled labelled = scores instanceof Scores.Labelled given ? given : null;
        double score = scores instanceof Scores.Valued valued
                ? valued.value()
                : labelled == null ? Double.NaN : labelled.score();
        Instant occurred = row.occurredAt();
        return new InferenceRecord(
                answer.id(),
                micros(now),
                organisationId,
                servable.versionId(),
                route.deployment(variant),
                route.environmentId(),
                variant.name(),
                route.reason(),
                row.unit(),
                answer.outcome(),
                answer.inputs(),
                labelled == null ? -1 : labelled.best(),
                labelled == null ? null : labelled.label(),
                score,
                labelled == null ? ClassScores.NONE : ClassScores.highest(labelled.probabilities(), LOGGED_SCORES),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startNanos),
                row.dimensions(),
                row.traceId(),
                row.attributes(),
                occurred == null ? InferenceRecord.UNSAID : micros(occurred),
                scores == null || answer.others().length == 0 ? List.of() : kept(answer.others()),
                route.arm(),
                answer.spent(),
                answer.caller());
    }

    private static List<OutputAnswer> kept(Scores[] others) {
        OutputAnswer[] kept = new OutputAnswer[others.length];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = OutputAnswer.of(others[i], LOGGED_SCORES);
        }
        return List.of(kept);
    }

    static long micros(Instant time) {
        return time.getEpochSecond() * MICROS + time.getNano() / NANOS_PER_MICRO;
    }
}
