package org.modelyard.training.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.train.TrainerSpec;
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
 * @param chosen what its search found best; null before, and without a search
 * @param metrics of the evaluation, null where undefined; empty before it
 * @param reasons why gates failed; empty before they were asked and when all passed
 * @param modelVersion the version it made, or null
 * @param problem why it failed, or null
 * @param waitsFor what has to end before it can run, or null; a job that is QUEUED without it waits for a free worker
 * @param memoryBytes what its examples take, by estimate
 * @param cancelRequested it will end within a second
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
        @Nullable TrainerSpec chosen,
        Map<String, @Nullable Double> metrics,
        List<String> reasons,
        @Nullable String modelVersion,
        @Nullable String problem,
        @Nullable String waitsFor,
        long memoryBytes,
        boolean cancelRequested,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {

    static TrainingJobView of(TrainingJob job) {
        String metrics = job.outputs().metrics();
        String reasons = job.outputs().reasons();
        String chosen = job.outputs().trainer();
        return new TrainingJobView(
                job.publicId(),
                job.modelName(),
                job.datasetName(),
                job.snapshotId(),
                job.state(),
                TrainingPlan.fromJson(job.spec()),
                job.progress(),
                chosen == null ? null : RegistryJson.read(chosen, TrainerSpec.class),
                metrics == null ? Map.of() : RegistryJson.metrics(metrics),
                reasons == null ? List.of() : RegistryJson.strings(reasons),
                job.outputs().version(),
                job.problem(),
                job.waitsFor(),
                job.memory(),
                job.cancelRequested(),
                job.executionId(),
                job.createdBy(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt());
    }
}
