package org.modelyard.batch.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWork;

/**
 * Work whose job may have to be started.
 *
 * @param by who asked for it
 * @param since when it was asked for
 * @param execution of its last job, or null
 */
public record WaitingWork(UUID id, long organisationId, String by, Instant since, @Nullable Long execution) {

    public static WaitingWork of(QueuedWork work) {
        return new WaitingWork(
                work.publicId(), work.organisationId(), work.createdBy(), work.createdAt(), work.executionId());
    }
}
