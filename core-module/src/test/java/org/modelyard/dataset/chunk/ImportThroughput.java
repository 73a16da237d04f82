package org.modelyard.dataset.chunk;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.ReadLimits;
import org.modelyard.dataset.model.SnapshotChunk;
import org.modelyard.dataset.model.SnapshotIdentity;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Table;
import org.modelyard.registry.store.FileArtifactStore;

/**
 * Prints how fast rows of 50 numeric columns become stored chunks, and chunks a table. Not a test: arguments are the
 * number of rows (160,000 unless given) and of repetitions (5). Beyond a million rows nothing is loaded, and chunks are
 * removed at once: then it shows in how small a heap ({@code -Xmx}) a long import runs.
 */
final class ImportThroughput {

    private static final int COLUMNS = 50;
    private static final int MAX_LOADED = 1_000_000;

    private ImportThroughput() {}

    public static void main(String[] args) throws IOException {
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 160_000;
        int repetitions = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path home = Files.createTempDirectory("import-throughput");
        FileArtifactStore store = new FileArtifactStore(home.resolve("artifacts"));
        for (int digits : new int[] {6, 17}) {
            for (int i = 0; i < repetitions; i++) {
                if (rows > MAX_LOADED) {
                    stream(rows, digits, store);
                } else {
                    run(rows, digits, store);
                }
            }
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void stream(int rows, int digits, FileArtifactStore store) throws IOException {
        try (Made made = new Made(rows, digits);
                ExampleReader reader = ExampleReader.infer(
                        made, ExampleFormat.CSV, Task.REGRESSION, "target", ReadLimits.defaults())) {
            long start = System.nanoTime();
            ChunkBuilder builder = new ChunkBuilder(reader.schema());
            while (reader.next()) {
                builder.add(reader.row());
                if (builder.full()) {
                    store.delete(store.put(builder.build().file()).sha256());
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9 - made.seconds;
            System.out.printf(
                    Locale.ROOT,
                    "%d digits: %,d rows, %,d MB, %,.0f rows/s, heap limit %d MiB%n",
                    digits,
                    reader.report().accepted(),
                    made.total / 1_000_000,
                    rows / seconds,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static void run(int rows, int digits, FileArtifactStore store) throws IOException {
        try (Made made = new Made(rows, digits)) {
            long start = System.nanoTime();
            List<SnapshotChunk> chunks = new ArrayList<>();
            SnapshotManifest manifest;
            try (ExampleReader reader =
                    ExampleReader.infer(made, ExampleFormat.CSV, Task.REGRESSION, "target", ReadLimits.defaults())) {
                ChunkBuilder builder = new ChunkBuilder(reader.schema());
                SnapshotIdentity identity = new SnapshotIdentity(reader.schema());
                while (reader.next()) {
                    builder.add(reader.row());
                    if (builder.full()) {
                        chunks.add(put(builder.build(), identity, store));
                    }
                }
                if (!builder.isEmpty()) {
                    chunks.add(put(builder.build(), identity, store));
                }
                manifest = SnapshotManifest.of(identity.sha256(), reader.schema(), chunks);
            }
            double seconds = (System.nanoTime() - start) / 1e9 - made.seconds;
            start = System.nanoTime();
            Table table = SnapshotTable.load(manifest, store);
            double load = (System.nanoTime() - start) / 1e9;
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
            System.out.printf(
                    Locale.ROOT,
                    "%d digits: %,.0f rows/s, %.1f MB/s; load of %,d rows %.3f s; heap %d MiB%n",
                    digits,
                    rows / seconds,
                    made.total / seconds / 1e6,
                    table.rows(),
                    load,
                    heap);
        }
    }

    private static SnapshotChunk put(Chunk chunk, SnapshotIdentity identity, FileArtifactStore store) {
        for (int i = 0; i < chunk.rows(); i++) {
            identity.add(chunk.hashes()[i]);
        }
        return SnapshotChunk.whole(store.put(chunk.file()).sha256(), chunk.rows());
    }

    /** A CSV file that is made while it is read: the time that takes is known and subtracted. */
    private static final class Made extends InputStream {
        private final int rows;
        private final byte[][] lines = new byte[2_000][];
        private int row = -1;
        private byte[] line = new byte[0];
        private int at;
        private long total;
        private double seconds;

        Made(int rows, int digits) {
            this.rows = rows;
            Random random = new Random(7);
            for (int i = 0; i < lines.length; i++) {
                StringBuilder text = new StringBuilder();
                for (int column = 0; column <= COLUMNS; column++) {
                    double value = random.nextGaussian();
                    text.append(column > 0 ? "," : "")
                            .append(digits > 15 ? Double.toString(value) : String.format(Locale.ROOT, "%.5f", value));
                }
                lines[i] = text.append('\n').toString().getBytes(StandardCharsets.US_ASCII);
            }
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one byte at a time");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            long start = System.nanoTime();
            int n = 0;
            while (n < length && (at < line.length || advance())) {
                int part = Math.min(length - n, line.length - at);
                System.arraycopy(line, at, buffer, offset + n, part);
                at += part;
                n += part;
            }
            total += n;
            seconds += (System.nanoTime() - start) / 1e9;
            return n == 0 ? -1 : n;
        }

        private boolean advance() {
            if (row == rows) {
                return false;
            }
            line = row < 0 ? header() : lines[row % lines.length];
            row++;
            at = 0;
            return true;
        }

        private static byte[] header() {
            StringBuilder names = new StringBuilder();
            for (int i = 0; i < COLUMNS; i++) {
                names.append('f').append(i).append(',');
            }
            return names.append("target\n").toString().getBytes(StandardCharsets.US_ASCII);
        }
    }
}
