package org.modelyard.serving.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.Observation;
import org.modelyard.serving.model.Sought;
import org.modelyard.serving.service.FeedbackIntake;

/**
 * Feedback as a client sends it.
 *
 * @param inferenceId needed but in the short form, whose address names it, and where a unit is named
 * @param unit whose latest inference it is about, when the inferenceId is not known
 * @param item of a recommendation to the unit
 * @param model of the unit's inference; null for any
 * @param window how long before the observation the inference may lie; null for PT24H
 * @param value true value of a regression
 * @param metadata an object
 */
public record FeedbackBody(
        @Nullable UUID inferenceId,
        @Nullable String unit,
        @Nullable String item,
        @Nullable String model,
        @Nullable Duration window,
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
        UUID inference = inferenceId;
        String whom = unit;
        if ((inference == null) == (whom == null)) {
            throw new Refusal.Invalid(
                    path + "inferenceId", "Name the inference that this is about, or the unit whose latest one it is.");
        }
        if (whom == null) {
            return about(Objects.requireNonNull(inference), path);
        }
        return new FeedbackIntake.NewFeedback(
                null,
                new Sought(whom, item, model, window == null ? Sought.USUAL_WINDOW : window),
                feedbackId,
                observed(path));
    }

    FeedbackIntake.NewFeedback about(UUID inference, String path) {
        if (unit != null || item != null || model != null || window != null) {
            throw new Refusal.Invalid(
                    path + "unit", "Unit, item, model and window find an inference that is not named; this one is.");
        }
        return new FeedbackIntake.NewFeedback(inference, feedbackId, observed(path));
    }

    private Observation observed(String path) {
        JsonNode more = metadata;
        if (more != null && !more.isObject() && !more.isNull()) {
            throw new Refusal.Invalid(path + "metadata", "This must be an object.");
        }
        String text = more == null || more.isNull() ? null : more.toString();
        return new Observation(label, value, accepted, used, helpful, rating, interaction, comment, text, observedAt);
    }
}
