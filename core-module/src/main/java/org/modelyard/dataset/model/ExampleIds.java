package org.modelyard.dataset.model;

import java.util.UUID;
import org.modelyard.platform.model.Ids;

/**
 * Ids of examples follow from their chunk's and their row, inside and outside, so neither is stored or indexed twice: a
 * chunk leaves the last 16 bits of its ids to its rows.
 */
public final class ExampleIds {

    /** Rows that a chunk can number. */
    public static final int ROWS = 1 << 16;

    private ExampleIds() {}

    /** A new chunk's public id: UUIDv7 with the last 16 bits empty. */
    public static UUID newChunk() {
        return chunkOf(Ids.next());
    }

    public static long internal(long chunk, int row) {
        return chunk * ROWS + row;
    }

    /** @param chunk the chunk's public id */
    public static UUID example(UUID chunk, int row) {
        return new UUID(chunk.getMostSignificantBits(), chunk.getLeastSignificantBits() | row);
    }

    /** The public id of the chunk that the example lies in. */
    public static UUID chunkOf(UUID example) {
        return new UUID(example.getMostSignificantBits(), example.getLeastSignificantBits() & -ROWS);
    }

    /** The example's row in its chunk. */
    public static int rowOf(UUID example) {
        return (int) (example.getLeastSignificantBits() & (ROWS - 1));
    }
}
