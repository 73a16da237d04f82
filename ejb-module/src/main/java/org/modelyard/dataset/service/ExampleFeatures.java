package org.modelyard.dataset.service;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.ChunkReader;
import org.modelyard.dataset.entity.Example;
import org.modelyard.dataset.entity.ExampleChunk;
import org.modelyard.dataset.entity.ExampleChunks;
import org.modelyard.dataset.model.ExampleIds;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.Schema;
import org.modelyard.registry.store.ArtifactStore;

/** The features of examples that come in the order of their ids: one chunk is open at a time. */
final class ExampleFeatures implements AutoCloseable {

    private final ExampleChunks chunks;
    private final ArtifactStore store;
    private final ExampleRow row;
    private @Nullable ExampleChunk chunk;
    private @Nullable ChunkReader reader;
    private int opened;

    ExampleFeatures(Schema schema, ExampleChunks chunks, ArtifactStore store) {
        this.chunks = chunks;
        this.store = store;
        this.row = new ExampleRow(schema);
    }

    /** The example's values; valid until the next call. */
    ExampleRow row(Example example) {
        ExampleChunk wanted = chunk(example);
        if (reader == null) {
            reader = ChunkReader.open(store.get(wanted.sha256()), row.schema());
            opened++;
        }
        reader.read(example.row(), row);
        return row;
    }

    /** The example's public id. */
    UUID id(Example example) {
        return ExampleIds.example(chunk(example).publicId(), example.row());
    }

    /** How many chunks will have been opened when this example's is. */
    int opened(Example example) {
        return chunk != null && chunk.id() == example.chunkId() ? opened : opened + 1;
    }

    private ExampleChunk chunk(Example example) {
        ExampleChunk current = chunk;
        if (current != null && current.id() == example.chunkId()) {
            return current;
        }
        close();
        List<ExampleChunk> found = chunks.byIds(List.of(example.chunkId()));
        if (found.isEmpty()) {
            throw new IllegalStateException("example " + example.id() + " has no chunk");
        }
        chunk = found.get(0);
        return found.get(0);
    }

    @Override
    public void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }
}
