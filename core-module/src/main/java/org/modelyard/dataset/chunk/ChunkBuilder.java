package org.modelyard.dataset.chunk;

import java.util.Arrays;
import java.util.List;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;

/**
 * Collects rows until a chunk is full. Full is whichever comes first of the row limit and the byte limit, so wide or
 * long rows make chunks of fewer rows and the memory stays bounded. Not for use by several threads at once.
 */
public final class ChunkBuilder {

    public static final int DEFAULT_ROWS = 32_768;
    public static final int MAX_ROWS = 65_000;
    /** What a chunk's values may take, about; one row more may go beyond it. */
    public static final long DEFAULT_BYTES = 32L << 20;

    private static final int FIRST_CAPACITY = 1_024;

    private final Schema schema;
    private final int maxRows;
    private final long maxBytes;
    private final CanonicalRow canonical;
    private final ColumnBuffer[] columns;
    private final ColumnBuffer target;
    private ContentHash[] hashes = new ContentHash[0];
    private int rows;
    private long bytes;

    public ChunkBuilder(Schema schema) {
        this(schema, DEFAULT_ROWS, DEFAULT_BYTES);
    }

    /** @param maxRows 1 to {@value #MAX_ROWS} */
    public ChunkBuilder(Schema schema, int maxRows, long maxBytes) {
        if (maxRows < 1 || maxRows > MAX_ROWS || maxBytes < 1) {
            throw new IllegalArgumentException("a chunk has 1 to " + MAX_ROWS + " rows and at least a byte");
        }
        this.schema = schema;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.canonical = new CanonicalRow(schema);
        this.columns = schema.features().stream()
                .map(FeatureSpec::type)
                .map(ColumnBuffer::of)
                .toArray(ColumnBuffer[]::new);
        this.target = ColumnBuffer.of(CanonicalRow.targetType(schema.task()));
    }

    /** Copies the row in, with its hash. @return its number in the chunk, from 0 */
    public int add(ExampleRow row) {
        return add(row, canonical.hash(row));
    }

    /** @param hash of this very row, where the caller has it already */
    public int add(ExampleRow row, ContentHash hash) {
        if (full()) {
            throw new IllegalStateException("the chunk is full: build it first");
        }
        if (rows == hashes.length) {
            grow();
        }
        double[] numbers = row.numbers();
        String[] texts = row.texts();
        for (int i = 0; i < columns.length; i++) {
            bytes += columns[i].set(rows, numbers[i], texts[i]);
        }
        bytes += target.set(rows, row.targetNumber(), row.targetText());
        hashes[rows] = hash;
        return rows++;
    }

    private void grow() {
        int capacity = Math.min(maxRows, Math.max(FIRST_CAPACITY, hashes.length * 2));
        for (ColumnBuffer column : columns) {
            column.grow(capacity);
        }
        target.grow(capacity);
        hashes = Arrays.copyOf(hashes, capacity);
    }

    public int rows() {
        return rows;
    }

    public boolean isEmpty() {
        return rows == 0;
    }

    public boolean full() {
        return rows >= maxRows || bytes >= maxBytes;
    }

    /**
     * Writes the rows and starts anew.
     *
     * @throws IllegalStateException when there are none
     */
    public Chunk build() {
        if (isEmpty()) {
            throw new IllegalStateException("a chunk without rows");
        }
        List<Column> built =
                Arrays.stream(columns).map(column -> column.column(rows)).toList();
        Column answers = target.column(rows);
        Chunk chunk = new Chunk(
                ChunkWriter.write(schema, built, answers),
                ChunkSummary.of(schema, built, answers),
                Arrays.copyOf(hashes, rows),
                answers);
        for (ColumnBuffer column : columns) {
            column.clear();
        }
        target.clear();
        Arrays.fill(hashes, null);
        rows = 0;
        bytes = 0;
        return chunk;
    }
}
