package org.modelyard.bench;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.chunk.ChunkBuilder;
import org.modelyard.dataset.chunk.ChunkReader;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.ReadLimits;
import org.modelyard.dataset.model.Schema;
import org.modelyard.ml.data.Column;

/** From CSV in memory to columns that training reads. */
final class LoadingBench {

    private final int rows;
    private final int features;
    private final Schema schema;
    private final byte[] csv;

    LoadingBench(int rows, int features) {
        this.rows = rows;
        this.features = features;
        this.schema = MadeNumbers.schema(features);
        this.csv = Sample.csv(rows, features, 5).getBytes(StandardCharsets.UTF_8);
    }

    List<Row> run() {
        String what = String.format(Locale.ROOT, "CSV of %,d rows of %d numbers: ", rows, features);
        double reading = Stopwatch.median(() -> MadeNumbers.read(csv, rows, features));
        double chunking = Stopwatch.median(this::chunks);
        List<Chunk> chunks = chunks();
        double loading = Stopwatch.median(() -> loaded(chunks));
        return List.of(
                Row.atMost(what + "read into columns", reading, " s", 1),
                Row.plain(what + "read into chunks, hashes and statistics included", Row.format(chunking) + " s"),
                Row.plain("its chunks into columns, as a job loads them", Row.format(loading) + " s"));
    }

    private ExampleReader reader() {
        return ExampleReader.open(new ByteArrayInputStream(csv), ExampleFormat.CSV, schema, ReadLimits.defaults());
    }

    private List<Chunk> chunks() {
        List<Chunk> chunks = new ArrayList<>();
        ChunkBuilder builder = new ChunkBuilder(schema);
        try (ExampleReader reader = reader()) {
            while (reader.next()) {
                builder.add(reader.row());
                if (builder.full()) {
                    chunks.add(builder.build());
                }
            }
        }
        if (!builder.isEmpty()) {
            chunks.add(builder.build());
        }
        return chunks;
    }

    private double[][] loaded(List<Chunk> chunks) {
        double[][] values = new double[features][rows];
        int at = 0;
        for (Chunk chunk : chunks) {
            try (ChunkReader reader = ChunkReader.open(chunk.file(), schema)) {
                for (int f = 0; f < features; f++) {
                    double[] part = ((Column.Numbers) reader.column(f)).values();
                    System.arraycopy(part, 0, values[f], at, part.length);
                }
                at += reader.rows();
            }
        }
        return values;
    }
}
