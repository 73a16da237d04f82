package org.modelyard.serving.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;

/**
 * A prediction request that was refused as a whole, before any version looked at it.
 *
 * @param model as it was asked for
 * @param status of the HTTP answer
 * @param problem in words of our own: what the client sent may be what nobody is to keep
 * @param traceId 32 hexadecimal digits; null where none was told
 */
public record RefusedRequest(String model, int status, String problem, @Nullable String traceId) {

    /** Of no trace. */
    public RefusedRequest(String model, int status, String problem) {
        this(model, status, problem, null);
    }

    /** The same as part of a trace. */
    public RefusedRequest traced(@Nullable String trace) {
        return new RefusedRequest(model, status, problem, trace);
    }

    /** In the log it has no version, and says itself in its dimensions. */
    public InferenceRecord record(UUID id, long timeMicros, long organisationId, long latencyMicros) {
        JsonText dimensions = new JsonText(100 + problem.length());
        dimensions.name("model");
        dimensions.text(model);
        dimensions.name("status");
        dimensions.number(status);
        dimensions.name("problem");
        dimensions.text(problem);
        return new InferenceRecord(
                id,
                timeMicros,
                organisationId,
                0,
                0,
                0,
                null,
                RoutingReason.NONE,
                null,
                InferenceOutcome.REFUSED,
                InputRow.empty(0),
                -1,
                null,
                Double.NaN,
                ClassScores.NONE,
                latencyMicros,
                dimensions.end(),
                traceId,
                null,
                InferenceRecord.UNSAID);
    }
}
