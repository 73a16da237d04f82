package org.modelyard.dataset.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.ChunkReader;
import org.modelyard.dataset.entity.Dataset;
import org.modelyard.dataset.entity.ExampleChunk;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.entity.StoredDatasets;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.platform.model.Refusal;

/** The rows of a snapshot as the examples that they are. */
@Stateless
public class SnapshotExamples {

    @Inject
    private StoredDatasets datasets;

    @Inject
    private ExampleChunks chunks;

    @Inject
    private SnapshotTables snapshots;

    /**
     * An example as the snapshot has it.
     *
     * @param features by name; null where missing
     * @param label null for a number
     */
    public record SnapshotExample(
            UUID id, Map<String, @Nullable Object> features, @Nullable String label, @Nullable Double value) {}

    /** The public ids of the snapshot's rows, in the order in which {@link SnapshotTables#load} gives them. */
    public List<UUID> ids(long organisationId, String dataset, UUID snapshot) {
        Map<String, UUID> known = chunkIds(organisationId, dataset);
        List<UUID> ids = new ArrayList<>();
        for (SnapshotChunk chunk : snapshots.manifest(organisationId, snapshot).chunks()) {
            UUID id = chunk(known, chunk);
            for (int row : chunk.selectedRows()) {
                ids.add(ExampleIds.example(id, row));
            }
        }
        return ids;
    }

    /** The public ids of the snapshot's chunks, in its order. */
    public List<UUID> chunks(long organisationId, String dataset, SnapshotManifest manifest) {
        Map<String, UUID> known = chunkIds(organisationId, dataset);
        return manifest.chunks().stream().map(chunk -> chunk(known, chunk)).toList();
    }

    /**
     * @param wanted ids that {@link #ids} gave
     * @return in the order of the wanted
     */
    public List<SnapshotExample> read(long organisationId, String dataset, UUID snapshot, List<UUID> wanted) {
        Map<String, UUID> known = chunkIds(organisationId, dataset);
        SnapshotManifest manifest = snapshots.manifest(organisationId, snapshot);
        Map<UUID, SnapshotExample> found = new HashMap<>();
        for (SnapshotChunk chunk : manifest.chunks()) {
            UUID id = chunk(known, chunk);
            List<UUID> here = wanted.stream()
                    .filter(one -> ExampleIds.chunkOf(one).equals(id))
                    .toList();
            if (!here.isEmpty()) {
                ExampleRow row = new ExampleRow(manifest.schema());
                byte[] content = snapshots.chunk(organisationId, snapshot, chunk);
                try (ChunkReader reader = ChunkReader.open(content, manifest.schema())) {
                    for (UUID one : here) {
                        reader.read(ExampleIds.rowOf(one), row);
                        found.put(one, example(one, row, chunk.labels().get(ExampleIds.rowOf(one))));
                    }
                }
            }
        }
        return wanted.stream()
                .map(one -> {
                    SnapshotExample example = found.get(one);
                    if (example == null) {
                        throw new Refusal.NotFound("example", one.toString());
                    }
                    return example;
                })
                .toList();
    }

    private static SnapshotExample example(UUID id, ExampleRow row, @Nullable String relabelled) {
        double number = row.targetNumber();
        String label = relabelled == null ? row.targetText() : relabelled;
        return new SnapshotExample(
                id,
                new LinkedHashMap<>(ExampleView.features(row)),
                label,
                label == null && !Double.isNaN(number) ? number : null);
    }

    /** Chunks of equal content have one file; any of them stands for it. */
    private Map<String, UUID> chunkIds(long organisationId, String name) {
        Dataset dataset =
                datasets.byName(organisationId, name).orElseThrow(() -> new Refusal.NotFound("dataset", name));
        Map<String, UUID> ids = new HashMap<>();
        for (ExampleChunk chunk : chunks.of(dataset)) {
            ids.putIfAbsent(chunk.sha256(), chunk.publicId());
        }
        return ids;
    }

    private static UUID chunk(Map<String, UUID> known, SnapshotChunk chunk) {
        UUID id = known.get(chunk.sha256());
        if (id == null) {
            throw new Refusal.Conflict("A part of the snapshot, " + chunk.sha256() + ", is no part of its dataset.");
        }
        return id;
    }
}
