package org.modelyard.serving.model;

import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.InputRow;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A prediction request that was refused as a whole, before any version looked at it.
 *
 * @param model as it was asked for
 * @param status of the HTTP answer
 * @param problem in words of our own: what the client sent may be what nobody is to keep
 * @param traceId 32 hexadecimal digits; null where none was told
 */
public record RefusedRequest(String model, int status, String problem, @Nullable String traceId) {

    private static final int LONGEST = 200;

    /** What was sent is not repeated: names of fields at most. */
    public static RefusedRequest of(String model, Refusal refused) {
        if (refused instanceof Refusal.Forbidden) {
            return new RefusedRequest(model, 403, "the caller is bound to other models");
        }
        if (refused instanceof Refusal.NotFound) {
            return new RefusedRequest(model, 404, "nothing answers there");
        }
        if (refused instanceof Refusal.Invalid invalid) {
            String fields = invalid.errors().stream().map(FieldError::field).collect(Collectors.joining(", "));
            return new RefusedRequest(model, 422, Texts.cut("not acceptable: " + fields, LONGEST));
        }
        return refused instanceof Refusal.Unavailable
                ? new RefusedRequest(model, 503, "not now")
                : new RefusedRequest(model, 409, "the version cannot answer");
    }

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
