package org.modelyard.serving.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.entity.Inference;
import org.modelyard.serving.model.InferenceOutcome;

/**
 * A line of a list of inferences.
 *
 * @param label null for a regression, and without an answer
 * @param value null for a classification, and without an answer
 * @param spent tokens and cost; null where nobody has told
 */
public record InferenceBrief(
        UUID inferenceId,
        String model,
        String version,
        Instant at,
        @Nullable String unit,
        InferenceOutcome outcome,
        @Nullable String label,
        @Nullable Double value,
        @Nullable SpentView spent) {

    static InferenceBrief of(Inference inference, ModelVersionView version) {
        return new InferenceBrief(
                inference.inferenceId(),
                version.model(),
                version.version(),
                inference.at(),
                inference.unit(),
                inference.outcome(),
                inference.label(),
                inference.number(),
                SpentView.of(inference));
    }
}
