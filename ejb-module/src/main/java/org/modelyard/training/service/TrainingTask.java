package org.modelyard.training.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.training.entity.TrainingJob;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrainingProgress;
import org.modelyard.training.model.TrainingState;

/** What a step needs of its job, as it was when the step began. */
public record TrainingTask(
        UUID id,
        long organisationId,
        String model,
        String dataset,
        @Nullable UUID snapshot,
        TrainingPlan plan,
        TrainingState state,
        TrainingProgress progress,
        boolean cancelRequested,
        Made made,
        Instant startedAt,
        String createdBy) {

    /** The addresses of what earlier steps, or an earlier life of this step, have stored. */
    public record Made(
            @Nullable String trainer,
            @Nullable String bundle,
            @Nullable String profile,
            @Nullable String evaluation,
            @Nullable String metrics,
            @Nullable String documents,
            @Nullable String reasons) {}

    static TrainingTask of(TrainingJob job) {
        Instant started = job.startedAt();
        return new TrainingTask(
                job.publicId(),
                job.organisationId(),
                job.modelName(),
                job.datasetName(),
                job.snapshotId(),
                TrainingPlan.fromJson(job.spec()),
                job.state(),
                job.progress(),
                job.cancelRequested(),
                new Made(
                        job.outputs().trainer(),
                        job.outputs().bundleSha(),
                        job.outputs().profileSha(),
                        job.outputs().evaluationSha(),
                        job.outputs().metrics(),
                        job.outputs().documents(),
                        job.outputs().reasons()),
                started == null ? job.createdAt() : started,
                job.createdBy());
    }

    /** Where what its steps have made belongs. */
    IntactFiles.Place place() {
        return new IntactFiles.Place(organisationId, "training/" + id, "What the training job " + id + " has made");
    }

    /** The steps work for the job's organisation. */
    Caller caller() {
        return Caller.server(organisationId);
    }

    /** @throws IllegalStateException when the step before has not made it */
    static String require(@Nullable String made, String what) {
        if (made == null) {
            throw new IllegalStateException("the step before made no " + what);
        }
        return made;
    }
}
