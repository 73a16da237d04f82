package org.modelyard.evaluation.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.evaluation.entity.VersionEvaluation;
import org.modelyard.ml.evaluation.Disparity;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.registry.model.RegistryJson;

/**
 * An evaluation as others see it.
 *
 * @param asked rows of the evaluation; null before it is complete
 * @param leftOut rows of the snapshot that the version had learnt from, and which therefore say nothing
 * @param metrics by name, null where undefined; empty before it is complete
 * @param fairness every figure about groups of sensitive features; empty before it is complete, and where there is no such feature
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
        List<GroupFigure> fairness,
        @Nullable String sha256,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /**
     * One figure about the groups of a sensitive feature.
     *
     * @param figure such as {@code demographicParityDifference}
     * @param value null where it could not be told
     * @param reason why it could not; null where it could
     */
    public record GroupFigure(String feature, String figure, @Nullable Double value, @Nullable String reason) {

        static List<GroupFigure> of(@Nullable String documents) {
            return documents == null
                    ? List.of()
                    : Fairness.allFromJson(documents).stream()
                            .flatMap(one ->
                                    one.disparities().values().stream().map(disparity -> of(one.feature(), disparity)))
                            .toList();
        }

        private static GroupFigure of(String feature, Disparity disparity) {
            return disparity.outcome() == Disparity.Outcome.MEASURED
                    ? new GroupFigure(feature, disparity.name(), disparity.value(), null)
                    : new GroupFigure(feature, disparity.name(), null, disparity.reason());
        }
    }

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
                GroupFigure.of(evaluation.fairness()),
                evaluation.evaluationSha(),
                evaluation.problem(),
                evaluation.executionId(),
                evaluation.createdBy(),
                evaluation.createdAt(),
                evaluation.endedAt());
    }
}
