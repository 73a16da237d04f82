package org.modelyard.dataset.chunk;

import org.modelyard.dataset.model.ContentHash;
import org.modelyard.ml.data.Column;

/**
 * A finished chunk: the file to store, and what the database keeps of each row. The same rows in the same order give
 * the same bytes.
 *
 * @param file Arrow IPC, to be put into the artifact store
 * @param hashes one a row, of the values as they stand in the chunk
 * @param target one a row: {@link Column.Categories}, {@link Column.Numbers} or {@link Column.Texts} by the task
 */
public record Chunk(byte[] file, ChunkStats stats, ContentHash[] hashes, Column target) {

    public int rows() {
        return hashes.length;
    }
}
