package org.modelyard.run.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.run.entity.Run;
import org.modelyard.run.model.RunState;

/** A run as a list shows it. */
public record RunLine(
        UUID id,
        String name,
        @Nullable String model,
        RunState state,
        @Nullable String problem,
        String createdBy,
        Instant createdAt,
        Instant startedAt,
        @Nullable Instant endedAt) {

    static RunLine of(Run run) {
        return new RunLine(
                run.publicId(),
                run.name(),
                run.model(),
                run.state(),
                run.problem(),
                run.createdBy(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt());
    }
}
