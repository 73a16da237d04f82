package org.modelyard.training.service;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.training.entity.TrainingJob;

/**
 * A job that a worker should have, or has.
 *
 * @param execution the latest that worked on it, or null
 */
public record Dispatchable(UUID id, long organisationId, @Nullable Long execution) {

    static Dispatchable of(TrainingJob job) {
        return new Dispatchable(job.publicId(), job.organisationId(), job.executionId());
    }
}
