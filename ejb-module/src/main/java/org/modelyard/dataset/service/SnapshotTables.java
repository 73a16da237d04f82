package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.modelyard.dataset.chunk.SnapshotTable;
import org.modelyard.dataset.entity.StoredSnapshots;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/** Snapshots as columns in memory, for training and evaluation. Holds no connection while files are read. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SnapshotTables {

    @Inject
    private StoredSnapshots snapshots;

    @Inject
    private ArtifactStore store;

    @Inject
    private IntactFiles files;

    /**
     * All rows of a snapshot, the same at every load; chunks are verified by their SHA-256.
     *
     * @throws Refusal.NotFound when the organisation has no such snapshot
     * @throws Refusal.Conflict when a file is damaged or missing, which raises an alert
     */
    public Table load(long organisationId, UUID snapshot) {
        return table(organisationId, snapshot, manifest(organisationId, snapshot));
    }

    /**
     * At most so many rows, spread evenly over the snapshot. Only the files of these rows are read, one after the other.
     *
     * @throws Refusal.NotFound when the organisation has no such snapshot
     * @throws Refusal.Conflict when a file is damaged or missing, which raises an alert
     */
    public Table sample(long organisationId, UUID snapshot, int most) {
        return table(
                organisationId, snapshot, manifest(organisationId, snapshot).sampled(most));
    }

    /**
     * The bytes of one of its chunks, verified.
     *
     * @throws Refusal.Conflict when they are damaged or missing, which raises an alert
     */
    public byte[] chunk(long organisationId, UUID snapshot, SnapshotChunk chunk) {
        return files.read(place(organisationId, snapshot), chunk.sha256());
    }

    private Table table(long organisationId, UUID snapshot, SnapshotManifest manifest) {
        try {
            return SnapshotTable.load(manifest, store);
        } catch (ArtifactMismatch | CorruptContent | Refusal.NotFound e) {
            throw files.refused(place(organisationId, snapshot), "cannot be read", e);
        }
    }

    private static IntactFiles.Place place(long organisationId, UUID snapshot) {
        return new IntactFiles.Place(organisationId, "snapshot/" + snapshot, "The snapshot " + snapshot);
    }

    /**
     * Which rows of which chunks, under which schema.
     *
     * @throws Refusal.NotFound when the organisation has no such snapshot
     * @throws Refusal.Conflict when its document is damaged or missing, which raises an alert
     */
    public SnapshotManifest manifest(long organisationId, UUID snapshot) {
        String address = snapshots
                .byPublicId(organisationId, snapshot)
                .orElseThrow(() -> new Refusal.NotFound("snapshot", snapshot.toString()))
                .manifestSha();
        return SnapshotManifest.fromJson(
                new String(files.read(place(organisationId, snapshot), address), StandardCharsets.UTF_8));
    }
}
