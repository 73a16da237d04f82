package org.modelyard.serving.service;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.model.Observation;

/**
 * Feedback as others see it.
 *
 * @param feedbackId the client's own id
 * @param correct whether the predicted class was right; null when that cannot be told (yet)
 */
public record FeedbackView(
        UUID id,
        @Nullable String feedbackId,
        UUID inferenceId,
        FeedbackState state,
        @Nullable Boolean correct,
        @Nullable String label,
        @Nullable Double value,
        @Nullable Boolean accepted,
        @Nullable Boolean used,
        @Nullable Boolean helpful,
        @Nullable Double rating,
        @Nullable String interaction,
        @Nullable String comment,
        @JsonRawValue @Nullable String metadata,
        @Nullable Instant observedAt,
        Instant createdAt) {

    static FeedbackView of(Feedback feedback) {
        Observation observed = feedback.observation();
        return new FeedbackView(
                feedback.publicId(),
                feedback.clientId(),
                feedback.inferenceId(),
                feedback.state(),
                feedback.correct(),
                observed.label(),
                observed.number(),
                observed.accepted(),
                observed.used(),
                observed.helpful(),
                observed.rating(),
                observed.interaction(),
                observed.comment(),
                observed.metadata(),
                observed.observedAt(),
                feedback.createdAt());
    }
}
