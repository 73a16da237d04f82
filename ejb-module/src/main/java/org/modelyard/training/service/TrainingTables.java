package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.service.SnapshotTables;
import org.modelyard.dataset.service.SnapshotView;
import org.modelyard.dataset.service.Snapshots;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactStore;

/** What training needs of datasets. */
@Stateless
public class TrainingTables {

    @Inject
    private StoredDatasets datasets;

    @Inject
    private Snapshots snapshots;

    @Inject
    private SnapshotTables tables;

    @Inject
    private ArtifactStore artifacts;

    /**
     * A dataset as it is now.
     *
     * @param accepted rows that would be in a snapshot
     */
    public record Source(Schema schema, long accepted) {}

    /**
     * An immutable snapshot.
     *
     * @param sha256 its identity
     * @param bytes what its rows take in the store, about
     */
    public record Frozen(UUID id, String sha256, Schema schema, long rows, long bytes) {}

    /**
     * @throws Refusal.NotFound when the organisation has no such dataset
     * @throws Refusal.Invalid when nothing was imported, so that its features are unknown
     */
    public Source dataset(Caller caller, String name) {
        Dataset dataset =
                datasets.byName(caller.organisationId(), name).orElseThrow(() -> new Refusal.NotFound("dataset", name));
        Schema schema = dataset.schema()
                .orElseThrow(() -> new Refusal.Invalid(
                        "dataset", "The dataset '" + name + "' is empty: import examples before training on it."));
        return new Source(schema, dataset.accepted());
    }

    /** @throws Refusal.NotFound when the dataset has no such snapshot */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Frozen snapshot(Caller caller, String dataset, UUID id) {
        return frozen(caller, snapshots.get(caller, dataset, id));
    }

    /**
     * Of all accepted rows; while nothing has changed, the last one again.
     *
     * @param since only rows that came then or later; null: all
     * @throws Refusal.Conflict when there are none
     */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Frozen take(Caller caller, String dataset, @Nullable Instant since) {
        return frozen(caller, snapshots.create(caller, dataset, since).snapshot());
    }

    private Frozen frozen(Caller caller, SnapshotView snapshot) {
        SnapshotManifest manifest = tables.manifest(caller.organisationId(), snapshot.id());
        double bytes = 0;
        for (SnapshotChunk chunk : manifest.chunks()) {
            bytes += (double) artifacts.size(chunk.sha256()) * chunk.count() / chunk.rows();
        }
        return new Frozen(snapshot.id(), snapshot.sha256(), manifest.schema(), snapshot.rows(), Math.round(bytes));
    }

    /** All rows, in the same order at every load; verified. Holds no connection meanwhile. */
    @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
    public Table load(Caller caller, UUID snapshot) {
        return tables.load(caller.organisationId(), snapshot);
    }
}
