package org.modelyard.training.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.registry.model.RegistryJson;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrainingProgress;
import org.modelyard.training.model.TrainingState;

/**
 * A training job as others see it.
 *
 * @param snapshot what it trains on; null until it is made
 * @param progress how far it is
 * @param metrics of the evaluation, null where undefined; empty before it
 * @param reasons why gates failed; empty before they were asked and when all passed
 * @param modelVersion the version it made, or null
 * @param problem why it failed, or null
 * @param cancelRequested it will end at its next step
 * @param executionId the batch execution that does the work, or null
 */
public record TrainingJobView(
        UUID id,
        String model,
        String dataset,
        @Nullable UUID snapshot,
        TrainingState state,
        TrainingPlan plan,
        TrainingProgress progress,
        Map<String, @Nullable Double> metrics,
        List<String> reasons,
        @Nullable String modelVersion,
        @Nullable String problem,
        boolean cancelRequested,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static TrainingJobView of(TrainingJob job) {
        String metrics = job.outputs().metrics();
        String reasons = job.outputs().reasons();
        return new TrainingJobView(
                job.publicId(),
                job.modelName(),
                job.datasetName(),
                job.snapshotId(),
                job.state(),
                TrainingPlan.fromJson(job.spec()),
                job.progress(),
                metrics == null ? Map.of() : RegistryJson.metrics(metrics),
                reasons == null ? List.of() : RegistryJson.strings(reasons),
                job.outputs().version(),
                job.problem(),
                job.cancelRequested(),
                job.executionId(),
                job.createdBy(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt());
    }
}
