package org.modelyard.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.service.FeedbackIntake;

/**
 * Feedback as a client sends it.
 *
 * @param inferenceId needed but in the short form, whose address names it
 * @param unit with {@code item}, feedback by unit: not yet offered
 * @param value true value of a regression
 * @param metadata an object
 */
public record FeedbackBody(
        @Nullable UUID inferenceId,
        @Nullable String unit,
        @Nullable String item,
        @Nullable String label,
        @Nullable Double value,
        @Nullable Boolean accepted,
        @Nullable Boolean used,
        @Nullable Boolean helpful,
        @Nullable Double rating,
        @Nullable String interaction,
        @Nullable String comment,
        @Nullable Instant observedAt,
        @Nullable String feedbackId,
        @Nullable JsonNode metadata) {

    /** @param path in front of the field names in errors */
    FeedbackIntake.NewFeedback command(String path) {
        if (unit != null || item != null) {
            throw new Refusal.Invalid(
                    path + "unit", "Feedback by unit and item is not yet offered; name the inferenceId.");
        }
        UUID inference = inferenceId;
        if (inference == null) {
            throw new Refusal.Invalid(path + "inferenceId", "Name the inference that this is about.");
        }
        return about(inference, path);
    }

    FeedbackIntake.NewFeedback about(UUID inference, String path) {
        JsonNode more = metadata;
        if (more != null && !more.isObject() && !more.isNull()) {
            throw new Refusal.Invalid(path + "metadata", "This must be an object.");
        }
        String text = more == null || more.isNull() ? null : more.toString();
        return new FeedbackIntake.NewFeedback(
                inference,
                feedbackId,
                new Observation(label, value, accepted, used, helpful, rating, interaction, comment, text, observedAt));
    }
}
