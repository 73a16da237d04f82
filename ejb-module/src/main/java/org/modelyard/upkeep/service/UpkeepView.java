package org.modelyard.upkeep.service;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.upkeep.entity.Upkeep;
import org.modelyard.upkeep.model.Finding;
import org.modelyard.upkeep.model.UpkeepKind;
import org.modelyard.upkeep.model.UpkeepReport;

/**
 * A clean-up or an archiving as others see it.
 *
 * @param dryRun whether it only tells what it would do
 * @param snapshots whether snapshots that nothing refers to go too
 * @param count of all findings; null before it is COMPLETED, as {@code bytes}
 * @param items the first 10,000 findings; empty in lists
 * @param notes what was left alone and why; empty in lists
 */
public record UpkeepView(
        UUID id,
        UpkeepKind kind,
        boolean dryRun,
        boolean snapshots,
        WorkState state,
        @Nullable Long count,
        @Nullable Long bytes,
        List<Finding> items,
        List<String> notes,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static UpkeepView of(Upkeep upkeep) {
        return view(upkeep, upkeep.report());
    }

    /** Without what it found. */
    static UpkeepView brief(Upkeep upkeep) {
        return view(upkeep, null);
    }

    private static UpkeepView view(Upkeep upkeep, @Nullable UpkeepReport report) {
        return new UpkeepView(
                upkeep.publicId(),
                upkeep.kind(),
                upkeep.dryRun(),
                upkeep.snapshots(),
                upkeep.state(),
                upkeep.count(),
                upkeep.bytes(),
                report == null ? List.of() : report.items(),
                report == null ? List.of() : report.notes(),
                upkeep.problem(),
                upkeep.executionId(),
                upkeep.createdBy(),
                upkeep.createdAt(),
                upkeep.endedAt());
    }
}
