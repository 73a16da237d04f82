package org.modelyard.serving.service;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.FieldError;
import org.modelyard.serving.model.RoutingReason;

/** What became of one row of a request. */
public sealed interface PredictionOutcome {

    /**
     * The model's answer; it is in the journal.
     *
     * @param reason why it went to that version
     * @param outputs what is answered beside the target; mostly empty
     * @param others the answer of each of them, in their order
     * @param by which member has answered, where the version is a chain; else null
     * @param because why that one; null as {@code by} is
     */
    record Answered(
            UUID inferenceId,
            String version,
            String variant,
            RoutingReason reason,
            Scores scores,
            List<Signature.Output> outputs,
            Scores[] others,
            @Nullable String by,
            @Nullable String because)
            implements PredictionOutcome {

        /** Of what is deployed, where it answers its target alone. */
        public Answered(UUID inferenceId, String version, String variant, Scores scores) {
            this(inferenceId, version, variant, RoutingReason.DEPLOYMENT, scores, List.of(), NONE, null, null);
        }
    }

    /** The answers beside the target, where there are none. */
    Scores[] NONE = {};

    /** The row does not fit the model. */
    record Refused(List<FieldError> errors) implements PredictionOutcome {}

    /** The row was not looked at: the log has no row of it, and one for all that were sent away together. */
    record Unasked(String detail) implements PredictionOutcome {}

    /**
     * The row fits, and the model has no finite answer.
     *
     * @param late whether it had none in time
     */
    record Failed(UUID inferenceId, boolean late) implements PredictionOutcome {

        public Failed(UUID inferenceId) {
            this(inferenceId, false);
        }
    }
}
