package org.modelyard.dataset.chunk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotIdentity;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.model.TargetText;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.pulse.Pulse;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.ArtifactStore;

/** From a manifest to columns in memory. Every chunk's SHA-256 is verified on the way. */
public final class SnapshotTable {

    private SnapshotTable() {}

    /**
     * All rows in the manifest's order, targets as relabelled. A manifest gives the same table at every load: the
     * dictionaries are sorted and hold used values only.
     *
     * @throws org.modelyard.platform.model.Refusal.NotFound when a chunk is missing
     * @throws ArtifactMismatch when a chunk's bytes are not those of its address
     * @throws IllegalArgumentException when a chunk does not fit the manifest
     */
    public static Table load(SnapshotManifest manifest, ArtifactStore store) {
        Schema schema = manifest.schema();
        int rows = Math.toIntExact(manifest.rows());
        ColumnJoin[] columns = schema.features().stream()
                .map(FeatureSpec::type)
                .map(type -> ColumnJoin.of(type, rows))
                .toArray(ColumnJoin[]::new);
        ColumnJoin target = ColumnJoin.of(CanonicalRow.targetType(schema.task()), rows);
        ExampleRow scratch = new ExampleRow(schema);
        int at = 0;
        for (SnapshotChunk chunk : manifest.chunks()) {
            Pulse.beat();
            int[] selected = chunk.selectedRows();
            try (ChunkReader reader = open(chunk, schema, store)) {
                for (int i = 0; i < columns.length; i++) {
                    columns[i].add(reader.column(i), selected, at);
                }
                target.add(reader.target(), selected, at);
            }
            for (Map.Entry<Integer, String> label : chunk.labels().entrySet()) {
                relabel(scratch, label.getValue());
                int row = at + Arrays.binarySearch(selected, label.getKey());
                target.set(row, scratch.targetNumber(), scratch.targetText());
            }
            at += selected.length;
        }
        List<Column> joined = new ArrayList<>();
        for (ColumnJoin column : columns) {
            joined.add(column.column());
        }
        return new Table(schema, joined, target.column());
    }

    /** The identity as the stored rows give it: hashes every row anew, so it takes several times as long as a load. */
    public static String identity(Schema schema, List<SnapshotChunk> chunks, ArtifactStore store) {
        SnapshotIdentity identity = new SnapshotIdentity(schema);
        CanonicalRow canonical = new CanonicalRow(schema);
        ExampleRow row = new ExampleRow(schema);
        for (SnapshotChunk chunk : chunks) {
            try (ChunkReader reader = open(chunk, schema, store)) {
                for (int number : chunk.selectedRows()) {
                    Pulse.beat();
                    reader.read(number, row);
                    String label = chunk.labels().get(number);
                    if (label != null) {
                        relabel(row, label);
                    }
                    identity.add(canonical.hash(row));
                }
            }
        }
        return identity.sha256();
    }

    /** @throws ArtifactMismatch when the stored rows are not those that the manifest's identity stands for */
    public static void verify(SnapshotManifest manifest, ArtifactStore store) {
        String actual = identity(manifest.schema(), manifest.chunks(), store);
        if (!actual.equals(manifest.sha256())) {
            throw new ArtifactMismatch(manifest.sha256(), actual);
        }
    }

    private static ChunkReader open(SnapshotChunk chunk, Schema schema, ArtifactStore store) {
        ChunkReader reader = ChunkReader.open(store.get(chunk.sha256()), schema);
        if (reader.rows() != chunk.rows()) {
            int rows = reader.rows();
            reader.close();
            throw new IllegalArgumentException(
                    "Chunk " + chunk.sha256() + " has " + rows + " rows, the manifest says " + chunk.rows() + ".");
        }
        return reader;
    }

    private static void relabel(ExampleRow row, String label) {
        String problem = TargetText.parse(label, row);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
    }
}
