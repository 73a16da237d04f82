package org.modelyard.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Prints appends per second and the latency of one append, for 1 and 4 threads that append 600 bytes each time, alone
 * and while a reader drains: {@code main [directory] [records]}. No test: run it by hand, on a quiet machine.
 */
final class JournalBench {

    private static final int PAYLOAD = 600;

    private JournalBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Path.of(System.getProperty("java.io.tmpdir"));
        int records = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        System.out.println("threads  sync    drained   appends/s  p50 us  p99 us  p99.9 us  max us");
        for (int round = 0; round < 3; round++) {
            for (int threads : new int[] {1, 4}) {
                measure(parent, threads, records / threads, false, false);
                measure(parent, threads, records / threads, false, true);
            }
        }
        for (int threads : new int[] {1, 4}) {
            measure(parent, threads, 2_000 / threads, true, true);
        }
    }

    private static void measure(Path parent, int threads, int perThread, boolean syncAlways, boolean draining)
            throws Exception {
        Path dir = Files.createTempDirectory(parent, "journal-bench");
        JournalSettings settings =
                new JournalSettings(64 << 20, 1L << 30, Duration.ofMillis(20), syncAlways, WhenFull.REFUSE);
        var pool = Executors.newFixedThreadPool(threads + 1);
        try (Journal journal = Journal.open(dir, settings);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(new byte[PAYLOAD]); // waits for the first segment
            CountDownLatch start = new CountDownLatch(1);
            long total = draining ? 1L + (long) threads * perThread : 0;
            var drained = pool.submit(() -> drain(reader, total));
            var runs = IntStream.range(0, threads)
                    .mapToObj(t -> pool.submit(() -> {
                        start.await();
                        return append(journal, perThread);
                    }))
                    .toList();
            long began = System.nanoTime();
            start.countDown();
            List<long[]> latencies = new ArrayList<>();
            for (var run : runs) {
                latencies.add(run.get());
            }
            double seconds = (System.nanoTime() - began) / 1e9;
            drained.get();
            long[] all =
                    latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    "%7d  %-6s  %-7s  %10.0f  %6.1f  %6.1f  %8.1f  %6.0f%n",
                    threads,
                    syncAlways ? "always" : "20 ms",
                    draining ? "yes" : "no",
                    all.length / seconds,
                    micros(all, 0.5),
                    micros(all, 0.99),
                    micros(all, 0.999),
                    micros(all, 1));
        } finally {
            pool.shutdown();
            delete(dir);
        }
    }

    private static long[] append(Journal journal, int count) throws JournalFull {
        ByteBuffer payload = ByteBuffer.allocate(PAYLOAD);
        long[] nanos = new long[count];
        for (int i = 0; i < count; i++) {
            payload.putInt(0, i);
            long began = System.nanoTime();
            journal.append(payload);
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
    }

    private static long drain(JournalReader reader, long total) throws IOException, InterruptedException {
        long read = 0;
        while (read < total) {
            reader.await(5_000, Duration.ofMillis(200));
            List<Entry> batch = reader.read(5_000, 8 << 20);
            read += batch.size();
            if (!batch.isEmpty()) {
                reader.release(batch.get(batch.size() - 1).next());
            }
        }
        return read;
    }

    private static double micros(long[] sorted, double quantile) {
        return sorted[(int) Math.min(sorted.length - 1L, (long) (quantile * sorted.length))] / 1e3;
    }

    private static void delete(Path dir) throws IOException {
        try (var files = Files.list(dir)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(dir);
    }
}
