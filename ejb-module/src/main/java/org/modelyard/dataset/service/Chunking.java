package org.modelyard.dataset.service;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.chunk.ChunkBuilder;
import org.modelyard.dataset.model.CanonicalRow;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.ExampleRow;

/**
 * Rows of one file into chunks, in memory that does not grow with the file. Where duplicates are skipped, rows wait in
 * batches until the sink has said which it knows.
 */
final class Chunking {

    private static final int BATCH_ROWS = 1_000;
    private static final long BATCH_CHARS = 8L << 20;
    private static final int TICK_ROWS = 1_024;

    private final ExampleReader reader;
    private final ChunkSink sink;
    private final boolean skip;
    private final CanonicalRow canonical;
    private final ChunkBuilder chunk;
    private double[] quality = new double[1_024];
    private final Map<ContentHash, ExampleRow> batch = new LinkedHashMap<>();
    private long batchChars;
    private final Set<ContentHash> inChunk = new HashSet<>();
    private int skipped;

    Chunking(ExampleReader reader, int chunkRows, DuplicateMode mode, ChunkSink sink) {
        this.reader = reader;
        this.sink = sink;
        this.skip = mode == DuplicateMode.SKIP;
        this.canonical = new CanonicalRow(reader.schema());
        this.chunk = new ChunkBuilder(reader.schema(), chunkRows, ChunkBuilder.DEFAULT_BYTES);
    }

    /**
     * Reads to the end. Whatever the reader throws, the rows before it can still be saved by {@link #flush}; nothing
     * can after a failure of the sink.
     */
    void run() {
        long rows = 0;
        while (reader.next()) {
            if (skip) {
                collect(reader.row());
            } else {
                add(reader.row(), canonical.hash(reader.row()));
            }
            if (++rows % TICK_ROWS == 0) {
                sink.tick();
            }
        }
    }

    /** Hands on what is left. */
    void flush() {
        sift();
        if (!chunk.isEmpty()) {
            emit();
        } else if (skipped > 0) {
            sink.skipped(reader.report(), skipped);
            skipped = 0;
        }
    }

    private void collect(ExampleRow row) {
        ContentHash hash = canonical.hash(row);
        if (inChunk.contains(hash) || batch.containsKey(hash)) {
            skipped++;
            return;
        }
        batch.put(hash, copy(row));
        for (String text : row.texts()) {
            batchChars += text == null ? 0 : text.length();
        }
        if (batch.size() >= BATCH_ROWS || batchChars >= BATCH_CHARS) {
            sift();
        }
    }

    private void sift() {
        if (batch.isEmpty()) {
            return;
        }
        Set<ContentHash> known = sink.known(batch.keySet());
        batch.forEach((hash, row) -> {
            if (known.contains(hash)) {
                skipped++;
            } else {
                add(row, hash);
                inChunk.add(hash);
            }
        });
        batch.clear();
        batchChars = 0;
    }

    private void add(ExampleRow row, ContentHash hash) {
        int at = chunk.add(row, hash);
        if (at == quality.length) {
            quality = Arrays.copyOf(quality, at * 2);
        }
        quality[at] = completeness(row);
        if (chunk.full()) {
            emit();
        }
    }

    private void emit() {
        double[] qualities = Arrays.copyOf(quality, chunk.rows());
        sink.add(chunk.build(), qualities, reader.report(), skipped);
        skipped = 0;
        inChunk.clear();
    }

    /** The share of its features that a row has; 1 where there are none. */
    static double completeness(ExampleRow row) {
        int features = row.numbers().length;
        int present = 0;
        for (int i = 0; i < features; i++) {
            present += row.missing(i) ? 0 : 1;
        }
        return features == 0 ? 1 : (double) present / features;
    }

    private static ExampleRow copy(ExampleRow row) {
        ExampleRow copy = new ExampleRow(row.schema());
        System.arraycopy(row.numbers(), 0, copy.numbers(), 0, row.numbers().length);
        System.arraycopy(row.texts(), 0, copy.texts(), 0, row.texts().length);
        @Nullable String text = row.targetText();
        if (text != null) {
            copy.target(text);
        } else {
            copy.target(row.targetNumber());
        }
        return copy;
    }
}
