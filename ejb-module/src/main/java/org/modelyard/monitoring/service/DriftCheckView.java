package org.modelyard.monitoring.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.monitoring.entity.DriftCheck;
import org.modelyard.monitoring.model.CheckTrigger;

/**
 * A drift check as others see it.
 *
 * @param problem why it failed
 * @param executionId of the batch job that ran it last
 * @param report null until it is complete
 */
public record DriftCheckView(
        UUID id,
        WorkState state,
        String model,
        String environment,
        Window window,
        CheckTrigger trigger,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt,
        @Nullable DriftReportView report) {

    /**
     * Whole hours that begin in [since, until).
     *
     * @param lastInferences when set: whole hours from the newest back, at most to since, until they hold so many rows
     */
    public record Window(Instant since, Instant until, @Nullable Long lastInferences) {}

    static DriftCheckView of(DriftCheck check, @Nullable DriftReportView report) {
        return new DriftCheckView(
                check.publicId(),
                check.state(),
                check.model(),
                check.environment(),
                new Window(
                        check.window().since(),
                        check.window().until(),
                        check.window().leastRows()),
                check.trigger(),
                check.problem(),
                check.executionId(),
                check.createdBy(),
                check.createdAt(),
                check.endedAt(),
                report);
    }
}
