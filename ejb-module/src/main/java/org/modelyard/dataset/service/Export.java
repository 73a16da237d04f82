package org.modelyard.dataset.service;

import java.io.OutputStream;
import java.util.function.Function;
import org.modelyard.dataset.chunk.ChunkReader;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleRow;
import org.modelyard.dataset.model.ExampleWriter;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.model.TargetText;

/** A file that is made while it is sent: one chunk is in memory at a time, and no connection is held. */
public final class Export {

    private final SnapshotManifest manifest;
    private final Function<SnapshotChunk, byte[]> chunks;
    private final ExampleFormat format;
    private final String dataset;

    /** @param chunks gives their bytes, verified */
    Export(SnapshotManifest manifest, Function<SnapshotChunk, byte[]> chunks, ExampleFormat format, String dataset) {
        this.manifest = manifest;
        this.chunks = chunks;
        this.format = format;
        this.dataset = dataset;
    }

    public String mediaType() {
        return format.mediaType();
    }

    /** A name for the file: dataset and format. */
    public String fileName() {
        return dataset + "." + format.code();
    }

    /** @throws java.io.UncheckedIOException when the stream breaks */
    public void writeTo(OutputStream out) {
        Schema schema = manifest.schema();
        ExampleRow row = new ExampleRow(schema);
        try (ExampleWriter writer = ExampleWriter.open(out, format, schema)) {
            for (SnapshotChunk chunk : manifest.chunks()) {
                try (ChunkReader reader = ChunkReader.open(chunks.apply(chunk), schema)) {
                    for (int number : chunk.selectedRows()) {
                        reader.read(number, row);
                        relabel(row, chunk, number);
                        writer.write(row);
                    }
                }
            }
        }
    }

    private static void relabel(ExampleRow row, SnapshotChunk chunk, int number) {
        String label = chunk.labels().get(number);
        String problem = label == null ? null : TargetText.parse(label, row);
        if (problem != null) {
            throw new IllegalStateException("row " + number + " of chunk " + chunk.sha256() + ": " + problem);
        }
    }
}
