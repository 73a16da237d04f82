package org.modelyard.evaluation.service;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.registry.model.RegistryJson;

/**
 * An evaluation as others see it.
 *
 * @param asked rows of the evaluation; null before it is complete
 * @param leftOut rows of the snapshot that the version had learnt from, and which therefore say nothing
 * @param metrics by name, null where undefined; empty before it is complete
 * @param sha256 of the whole evaluation; null before it is complete
 */
public record EvaluationView(
        UUID id,
        String model,
        String version,
        String dataset,
        UUID snapshot,
        WorkState state,
        @Nullable Long asked,
        @Nullable Long leftOut,
        Map<String, @Nullable Double> metrics,
        @Nullable String sha256,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static EvaluationView of(VersionEvaluation evaluation) {
        VersionEvaluation.Subject subject = evaluation.subject();
        String metrics = evaluation.metrics();
        return new EvaluationView(
                evaluation.publicId(),
                subject.model(),
                subject.version(),
                subject.dataset(),
                subject.snapshot(),
                evaluation.state(),
                evaluation.asked(),
                evaluation.leftOut(),
                metrics == null ? Map.of() : RegistryJson.metrics(metrics),
                evaluation.evaluationSha(),
                evaluation.problem(),
                evaluation.executionId(),
                evaluation.createdBy(),
                evaluation.createdAt(),
                evaluation.endedAt());
    }
}
