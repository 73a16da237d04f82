package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.entity.StoredSnapshots;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.IntactFiles;

/** Examples out of a dataset, as files. */
@Stateless
public class Exports {

    @Inject
    private StoredDatasets datasets;

    @Inject
    private StoredSnapshots snapshots;

    @Inject
    private AcceptedExamples accepted;

    @Inject
    private SnapshotTables tables;

    @Inject
    private IntactFiles files;

    /**
     * Which rows go out is decided now; they are read when they are written.
     *
     * @param snapshot null: the examples that are accepted now
     * @throws Refusal.Conflict when there are none
     */
    public Export prepare(Caller caller, String dataset, ExampleFormat format, @Nullable UUID snapshot) {
        caller.require(Role.VIEWER);
        Dataset named = datasets.byName(caller.organisationId(), dataset)
                .orElseThrow(() -> new Refusal.NotFound("dataset", dataset));
        IntactFiles.Place place = new IntactFiles.Place(
                caller.organisationId(), "dataset/" + dataset, "A part of the dataset " + dataset);
        return new Export(
                manifest(caller, named, snapshot), chunk -> files.read(place, chunk.sha256()), format, dataset);
    }

    private SnapshotManifest manifest(Caller caller, Dataset dataset, @Nullable UUID snapshot) {
        if (snapshot == null) {
            return accepted.manifest(dataset, null);
        }
        return snapshots
                .byPublicId(caller.organisationId(), snapshot)
                .filter(taken -> taken.datasetId() == dataset.id())
                .map(taken -> tables.manifest(caller.organisationId(), snapshot))
                .orElseThrow(() -> new Refusal.NotFound("snapshot", snapshot.toString()));
    }
}
