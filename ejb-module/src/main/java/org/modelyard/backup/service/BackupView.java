package org.modelyard.backup.service;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.backup.entity.Backup;
import org.modelyard.batch.model.WorkState;

/**
 * A backup as others see it.
 *
 * @param inferences whether the inference log is in it
 * @param node id of the server whose disk has the file; null before it is COMPLETED, as all below
 * @param file its name
 * @param sha256 of the whole file
 * @param rows of all tables together
 * @param artifacts how many files of the artifact store
 * @param verifiedAt when all of it was last read again
 * @param damage what was found then; null: it is whole
 */
public record BackupView(
        UUID id,
        WorkState state,
        boolean inferences,
        @Nullable String node,
        @Nullable String file,
        @Nullable Long bytes,
        @Nullable String sha256,
        @Nullable Long rows,
        @Nullable Long artifacts,
        @Nullable Long artifactBytes,
        @Nullable Instant verifiedAt,
        @Nullable String damage,
        @Nullable String problem,
        @Nullable Long executionId,
        String createdBy,
        Instant createdAt,
        @Nullable Instant endedAt) {

    static BackupView of(Backup backup) {
        return new BackupView(
                backup.publicId(),
                backup.state(),
                backup.inferences(),
                backup.node(),
                backup.fileName(),
                backup.fileBytes(),
                backup.archiveSha(),
                backup.rows(),
                backup.artifacts(),
                backup.artifactBytes(),
                backup.verifiedAt(),
                backup.damage(),
                backup.problem(),
                backup.executionId(),
                backup.createdBy(),
                backup.createdAt(),
                backup.endedAt());
    }
}
