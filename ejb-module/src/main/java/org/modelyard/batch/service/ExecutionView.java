package org.modelyard.batch.service;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.BatchExecution;

/**
 * One execution of a job.
 *
 * @param state a {@code BatchStatus}, or {@code UNKNOWN} when the batch repository has lost it
 * @param recovered whether it goes on where a process that died left off
 * @param steps empty in lists
 */
public record ExecutionView(
        long executionId,
        long instanceId,
        String job,
        String state,
        @Nullable String exitStatus,
        String submittedBy,
        boolean recovered,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        Map<String, String> parameters,
        List<StepView> steps) {

    static final String LOST = "UNKNOWN";

    /** @param read items; also of the other counts, which are 0 for a step without chunks */
    public record StepView(
            String name,
            String state,
            @Nullable String exitStatus,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long read,
            long written,
            long skipped,
            long commits) {}

    static ExecutionView of(BatchExecution row, Operator.Execution now, List<StepView> steps) {
        return new ExecutionView(
                row.executionId(),
                row.instanceId(),
                row.job(),
                now.status().name(),
                now.exitStatus(),
                row.submittedBy(),
                row.recovered(),
                row.submittedAt(),
                now.startedAt(),
                now.endedAt(),
                now.parameters(),
                steps);
    }

    static ExecutionView lost(BatchExecution row) {
        return new ExecutionView(
                row.executionId(),
                row.instanceId(),
                row.job(),
                LOST,
                null,
                row.submittedBy(),
                row.recovered(),
                row.submittedAt(),
                null,
                null,
                Map.of(),
                List.of());
    }
}
