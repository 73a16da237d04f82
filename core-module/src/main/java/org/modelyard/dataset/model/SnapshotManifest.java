package org.modelyard.dataset.model;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A snapshot: which rows of which chunks, under which schema. Holds no values. Building or reading one that
 * contradicts itself is refused; that the chunks hold what it says is checked when they are read.
 *
 * @param format 1
 * @param sha256 the snapshot's identity, see {@link SnapshotIdentity}
 * @param rows of all chunks together
 * @param chunks in the order in which rows are read; each chunk once
 */
public record SnapshotManifest(int format, String sha256, Schema schema, long rows, List<SnapshotChunk> chunks) {

    public static final int FORMAT = 1;

    public SnapshotManifest {
        chunks = List.copyOf(chunks);
        if (format != FORMAT) {
            throw SnapshotChunk.lie("its format is " + format + ", known is " + FORMAT);
        }
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw SnapshotChunk.lie("its identity is no SHA-256");
        }
        long sum = 0;
        Set<String> seen = new HashSet<>();
        for (SnapshotChunk chunk : chunks) {
            sum += chunk.count();
            if (!seen.add(chunk.sha256())) {
                throw SnapshotChunk.lie("chunk " + chunk.sha256() + " is listed twice");
            }
            requireTargets(schema.task(), chunk);
        }
        if (sum != rows) {
            throw SnapshotChunk.lie("it says " + rows + " rows and its chunks have " + sum);
        }
    }

    public static SnapshotManifest of(String sha256, Schema schema, List<SnapshotChunk> chunks) {
        long rows = chunks.stream().mapToLong(SnapshotChunk::count).sum();
        return new SnapshotManifest(FORMAT, sha256, schema, rows, chunks);
    }

    /**
     * At most so many of its rows, spread evenly over all of them. It goes by the same identity, though it holds fewer rows: for looking at
     * the rows, not for keeping.
     */
    public SnapshotManifest sampled(int most) {
        if (rows <= most) {
            return this;
        }
        List<SnapshotChunk> some = new ArrayList<>();
        long at = 0;
        int taken = 0;
        for (SnapshotChunk chunk : chunks) {
            BitSet kept = new BitSet(chunk.rows());
            for (int row : chunk.selectedRows()) {
                if (taken < most && at++ == taken * rows / most) {
                    kept.set(row);
                    taken++;
                }
            }
            if (!kept.isEmpty()) {
                SortedMap<Integer, String> labels = new TreeMap<>(chunk.labels());
                labels.keySet().removeIf(row -> !kept.get(row));
                some.add(SnapshotChunk.of(chunk.sha256(), chunk.rows(), kept, labels));
            }
        }
        return of(sha256, schema, some);
    }

    public String toJson() {
        return DatasetJson.write(this);
    }

    /** @throws org.modelyard.platform.model.Refusal.Invalid when it cannot be read or contradicts itself */
    public static SnapshotManifest fromJson(String json) {
        return DatasetJson.read("manifest", json, SnapshotManifest.class);
    }

    private static void requireTargets(Task task, SnapshotChunk chunk) {
        ExampleRow scratch = new ExampleRow(new Schema(task, "target", List.of()));
        chunk.labels().forEach((row, label) -> {
            String problem = TargetText.parse(label, scratch);
            if (problem != null) {
                throw SnapshotChunk.lie("chunk " + chunk.sha256() + ", row " + row + ": " + problem);
            }
        });
    }
}
