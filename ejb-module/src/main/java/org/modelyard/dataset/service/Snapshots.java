package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.Snapshot;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.entity.StoredSnapshots;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/** Snapshots: the accepted examples of a dataset at one moment, to train on and to come back to. */
@Stateless
public class Snapshots {

    private static final System.Logger LOG = System.getLogger(Snapshots.class.getName());

    @Inject
    private StoredDatasets datasets;

    @Inject
    private AcceptedExamples accepted;

    @Inject
    private StoredSnapshots snapshots;

    @Inject
    private LastManifests last;

    @Inject
    private ArtifactStore store;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * @param snapshot taken now, or the earlier one of the very same rows
     */
    public record Taken(SnapshotView snapshot, boolean created) {}

    /**
     * Takes a snapshot; while nothing has changed, it is the last one again.
     *
     * @throws Refusal.Conflict when there is no accepted example
     */
    public Taken create(Caller caller, String dataset) {
        return create(caller, dataset, null);
    }

    /**
     * The same of the latest examples.
     *
     * @param since only those that came then or later; null: all
     */
    public Taken create(Caller caller, String dataset, @Nullable Instant since) {
        caller.require(Role.OPERATOR);
        Dataset locked = datasets.locked(named(caller, dataset).id());
        if (since == null) {
            Optional<Snapshot> unchanged =
                    last.of(locked).filter(this::isWhole).flatMap(address -> snapshots.same(locked, address));
            if (unchanged.isPresent()) {
                return new Taken(SnapshotView.of(unchanged.get(), dataset), false);
            }
        }
        SnapshotManifest manifest = accepted.manifest(locked, since);
        String address =
                store.put(manifest.toJson().getBytes(StandardCharsets.UTF_8)).sha256();
        if (since == null) {
            last.keep(locked, address);
        }
        Optional<Snapshot> same = snapshots.same(locked, address);
        if (same.isPresent()) {
            return new Taken(SnapshotView.of(same.get(), dataset), false);
        }
        Snapshot taken = Snapshot.take(locked, manifest, address, caller.actor(), clock.instant());
        snapshots.add(taken);
        audit.done(
                caller,
                "snapshot.create",
                "dataset/" + dataset,
                "snapshot " + taken.publicId() + ", " + taken.rows() + " rows");
        return new Taken(SnapshotView.of(taken, dataset), true);
    }

    /** Whether a manifest can be read: one that is damaged or gone is written anew, which heals it. */
    private boolean isWhole(String address) {
        try {
            store.verify(address);
            return true;
        } catch (ArtifactMismatch | Refusal.NotFound damaged) {
            LOG.log(Level.WARNING, "a snapshot's manifest is written anew", damaged);
            return false;
        }
    }

    /** Newest first. */
    public Page<SnapshotView> list(Caller caller, String dataset, PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                snapshots.page(named(caller, dataset), page),
                page,
                Snapshot::id,
                snapshot -> SnapshotView.of(snapshot, dataset));
    }

    public SnapshotView get(Caller caller, String dataset, UUID id) {
        caller.require(Role.VIEWER);
        long datasetId = named(caller, dataset).id();
        return snapshots
                .byPublicId(caller.organisationId(), id)
                .filter(snapshot -> snapshot.datasetId() == datasetId)
                .map(snapshot -> SnapshotView.of(snapshot, dataset))
                .orElseThrow(() -> new Refusal.NotFound("snapshot", id.toString()));
    }

    /** By id alone. */
    public SnapshotView byId(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        Snapshot found = snapshots
                .byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("snapshot", id.toString()));
        return SnapshotView.of(found, datasets.name(found.datasetId()));
    }

    private Dataset named(Caller caller, String name) {
        return datasets.byName(caller.organisationId(), name).orElseThrow(() -> new Refusal.NotFound("dataset", name));
    }
}
