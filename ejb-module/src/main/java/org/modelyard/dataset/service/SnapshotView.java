package org.modelyard.dataset.service;

import java.time.Instant;
import java.util.UUID;
import org.modelyard.dataset.entity.Snapshot;

/**
 * A snapshot as others see it.
 *
 * @param sha256 what the rows are: the same content gives the same, whatever files hold it
 */
public record SnapshotView(UUID id, String dataset, String sha256, long rows, Instant createdAt) {

    static SnapshotView of(Snapshot snapshot, String dataset) {
        return new SnapshotView(snapshot.publicId(), dataset, snapshot.sha256(), snapshot.rows(), snapshot.createdAt());
    }
}
