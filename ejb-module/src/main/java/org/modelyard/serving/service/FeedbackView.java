package org.modelyard.serving.service;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.serving.entity.Feedback;
import org.modelyard.serving.model.FeedbackState;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;

/**
 * Feedback as others see it.
 *
 * @param feedbackId the client's own id
 * @param inferenceId null while it is sought
 * @param unit by which its inference is sought, with the item; null where it was named
 * @param correct whether the predicted class was right; null when that cannot be told (yet)
 */
public record FeedbackView(
        UUID id,
        @Nullable String feedbackId,
        @Nullable UUID inferenceId,
        @Nullable String unit,
        @Nullable String item,
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
        Sought sought = feedback.sought().orElse(null);
        return new FeedbackView(
                feedback.publicId(),
                feedback.clientId(),
                feedback.inference().orElse(null),
                sought == null ? null : sought.unit(),
                sought == null ? null : sought.item(),
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
