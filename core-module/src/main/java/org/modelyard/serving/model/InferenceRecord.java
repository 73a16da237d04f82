package org.modelyard.serving.model;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;

/**
 * All that is kept of one inference: the payload of a journal record, and later a row of the inference log. Its arrays
 * are not copied; equality is that of their identity.
 *
 * @param inferenceId what the client was given
 * @param timeMicros when it was asked, microseconds since 1970
 * @param deploymentId 0 when no deployment took part
 * @param environmentId 0 when no environment took part
 * @param variant the arm of a rollout or experiment
 * @param unit who or what was predicted about, as the caller named it
 * @param inputs what the model saw, by position of the feature in the version's signature
 * @param labelIndex predicted class in the model's labels; -1 for a regression or without an answer
 * @param label its text
 * @param score score of the predicted class, or the predicted value; NaN without an answer
 * @param latencyMicros 0 also for a row that there was no room for
 * @param dimensions JSON object of the caller's own dimensions
 * @param attributes JSON object of what the caller says about the unit
 * @param occurredMicros when it happened by the caller's word, microseconds since 1970; {@link #UNSAID} when not said
 * @param outputs answered beside the target, in the order of the version's; empty where it has none, or gave no answer
 * @param arm of the experiment that it belongs to; null mostly
 * @param spent tokens and cost; null where there is nothing to tell
 * @param caller who asked, with the token's name; null where nobody adds up by that
 */
public record InferenceRecord(
        UUID inferenceId,
        long timeMicros,
        long organisationId,
        long modelVersionId,
        long deploymentId,
        long environmentId,
        @Nullable String variant,
        RoutingReason reason,
        @Nullable String unit,
        InferenceOutcome outcome,
        InputRow inputs,
        int labelIndex,
        @Nullable String label,
        double score,
        ClassScores classScores,
        long latencyMicros,
        @Nullable String dimensions,
        @Nullable String traceId,
        @Nullable String attributes,
        long occurredMicros,
        List<OutputAnswer> outputs,
        @Nullable ExperimentArm arm,
        @Nullable Spent spent,
        @Nullable String caller) {

    /** Of a version that answers its target alone. */
    public InferenceRecord(
            UUID inferenceId,
            long timeMicros,
            long organisationId,
            long modelVersionId,
            long deploymentId,
            long environmentId,
            @Nullable String variant,
            RoutingReason reason,
            @Nullable String unit,
            InferenceOutcome outcome,
            InputRow inputs,
            int labelIndex,
            @Nullable String label,
            double score,
            ClassScores classScores,
            long latencyMicros,
            @Nullable String dimensions,
            @Nullable String traceId,
            @Nullable String attributes,
            long occurredMicros) {
        this(
                inferenceId,
                timeMicros,
                organisationId,
                modelVersionId,
                deploymentId,
                environmentId,
                variant,
                reason,
                unit,
                outcome,
                inputs,
                labelIndex,
                label,
                score,
                classScores,
                latencyMicros,
                dimensions,
                traceId,
                attributes,
                occurredMicros,
                List.of(),
                null,
                null,
                null);
    }

    /** The same, with what was answered beside the target. */
    public InferenceRecord with(List<OutputAnswer> answers) {
        return with(answers, arm, spent, caller);
    }

    /** The same, as part of an experiment. */
    public InferenceRecord in(ExperimentArm part) {
        return with(outputs, part, spent, caller);
    }

    /** The same, with what it took. */
    public InferenceRecord taking(@Nullable Spent taken) {
        return with(outputs, arm, taken, caller);
    }

    /** The same, with who asked. */
    public InferenceRecord askedBy(@Nullable String actor) {
        return with(outputs, arm, spent, actor);
    }

    /** The same of a row that nobody was asked about for want of room: without what its caller sent, and it took no time. */
    public InferenceRecord unasked() {
        return bare(0);
    }

    /** Whether somebody was asked: else its latency tells nothing of how long an answer takes. */
    public boolean asked() {
        return outcome != InferenceOutcome.REFUSED && (outcome != InferenceOutcome.FAILED || latencyMicros > 0);
    }

    /**
     * The same without what its caller sent, and without what is answered beside the target: what remains is small, and can be written whatever
     * was sent.
     */
    public InferenceRecord bare() {
        return bare(latencyMicros);
    }

    private InferenceRecord bare(long micros) {
        return new InferenceRecord(
                inferenceId,
                timeMicros,
                organisationId,
                modelVersionId,
                deploymentId,
                environmentId,
                variant,
                reason,
                unit,
                outcome,
                InputRow.empty(0),
                labelIndex,
                label,
                score,
                classScores,
                micros,
                null,
                traceId,
                null,
                UNSAID,
                List.of(),
                arm,
                spent,
                caller);
    }

    private InferenceRecord with(
            List<OutputAnswer> answers, @Nullable ExperimentArm part, @Nullable Spent taken, @Nullable String actor) {
        return new InferenceRecord(
                inferenceId,
                timeMicros,
                organisationId,
                modelVersionId,
                deploymentId,
                environmentId,
                variant,
                reason,
                unit,
                outcome,
                inputs,
                labelIndex,
                label,
                score,
                classScores,
                latencyMicros,
                dimensions,
                traceId,
                attributes,
                occurredMicros,
                answers,
                part,
                taken,
                actor);
    }

    /** No time was given. */
    public static final long UNSAID = Long.MIN_VALUE;

    /**
     * Reads what {@link InferenceEncoder} wrote.
     *
     * @throws MalformedInference when the bytes are not exactly one record of a known version
     */
    public static InferenceRecord decode(byte[] bytes) {
        return new InferenceDecoder(bytes).decode();
    }
}
