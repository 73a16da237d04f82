package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.modelyard.dataset.chunk.SnapshotTable;
import org.modelyard.dataset.entity.StoredSnapshots;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactStore;

/** Snapshots as columns in memory, for training and evaluation. Holds no connection while files are read. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SnapshotTables {

    @Inject
    private StoredSnapshots snapshots;

    @Inject
    private ArtifactStore store;

    /**
     * All rows of a snapshot, the same at every load; chunks are verified by their SHA-256.
     *
     * @throws Refusal.NotFound when the organisation has no such snapshot
     * @throws org.modelyard.registry.store.ArtifactMismatch when a file is damaged
     */
    public Table load(long organisationId, UUID snapshot) {
        return SnapshotTable.load(manifest(organisationId, snapshot), store);
    }

    /**
     * At most so many rows, spread evenly over the snapshot. Only the files of these rows are read, one after the other.
     *
     * @throws Refusal.NotFound when the organisation has no such snapshot
     * @throws org.modelyard.registry.store.ArtifactMismatch when a file is damaged
     */
    public Table sample(long organisationId, UUID snapshot, int most) {
        return SnapshotTable.load(manifest(organisationId, snapshot).sampled(most), store);
    }

    /** Which rows of which chunks, under which schema. */
    public SnapshotManifest manifest(long organisationId, UUID snapshot) {
        String address = snapshots
                .byPublicId(organisationId, snapshot)
                .orElseThrow(() -> new Refusal.NotFound("snapshot", snapshot.toString()))
                .manifestSha();
        return SnapshotManifest.fromJson(new String(store.get(address), StandardCharsets.UTF_8));
    }
}
