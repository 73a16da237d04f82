package org.modelyard.registry.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.registry.entity.VersionImport;

/**
 * An import that a job carries out, as others see it.
 *
 * @param format of the file: onnx, tribuo or bundle
 * @param bytes of the file
 * @param version number of what has become of it; null before it is complete
 * @param problem why the file was refused, in the words that an import within a request is refused by; null unless it failed
 */
public record VersionImportView(
        UUID id,
        String model,
        WorkState state,
        String format,
        long bytes,
        @Nullable String version,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static VersionImportView of(VersionImport one) {
        return new VersionImportView(
                one.publicId(),
                one.model(),
                one.state(),
                one.format(),
                one.bytes(),
                one.version(),
                one.problem(),
                one.executionId(),
                one.createdBy(),
                one.createdAt(),
                one.endedAt());
    }
}
