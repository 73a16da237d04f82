package org.modelyard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;

/** Sends requests over several connections for a time, and measures each answer. */
final class Load {

    private static final long LONGEST_MICROS = 60_000_000;
    private static final int DIGITS = 3;

    private Load() {}

    /**
     * @param errors answers other than 200 and 201
     * @param micros latencies in microseconds
     */
    record Result(long requests, long errors, double seconds, Histogram micros) {

        double perSecond() {
            return requests / seconds;
        }

        double millis(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    /** As fast as the connections go. */
    static Result closed(int port, byte[] request, int connections, Duration time) {
        return run(port, number -> request, connections, time, 0);
    }

    /**
     * The same with requests that differ.
     *
     * @param requests by their number, which counts from 0 over all connections
     */
    static Result closed(int port, LongFunction<byte[]> requests, int connections, Duration time) {
        return run(port, requests, connections, time, 0);
    }

    /**
     * At a constant rate: a request that starts late counts from when it should have started, so that a stall is seen.
     *
     * @param rate requests a second over all connections
     */
    static Result open(int port, byte[] request, int connections, Duration time, double rate) {
        return run(port, number -> request, connections, time, rate);
    }

    private static Result run(int port, LongFunction<byte[]> requests, int connections, Duration time, double rate) {
        AtomicLong number = new AtomicLong();
        Supplier<byte[]> next = () -> requests.apply(number.getAndIncrement());
        ExecutorService pool = Executors.newFixedThreadPool(connections);
        try {
            long start = System.nanoTime();
            List<Future<Part>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                int offset = i;
                parts.add(pool.submit(() -> worker(port, next, start, time, connections, offset, rate)));
            }
            Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
            long errors = 0;
            for (Future<Part> part : parts) {
                all.add(part.get().micros());
                errors += part.get().errors();
            }
            return new Result(all.getTotalCount(), errors, (System.nanoTime() - start) / 1e9, all);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            pool.shutdownNow();
        }
    }

    private record Part(Histogram micros, long errors) {}

    private static Part worker(
            int port, Supplier<byte[]> next, long start, Duration time, int connections, int offset, double rate) {
        Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
        long errors = 0;
        double gap = rate > 0 ? 1e9 * connections / rate : 0;
        try (Connection connection = new Connection(port)) {
            long end = start + time.toNanos();
            for (long n = 0; ; n++) {
                long due = rate > 0 ? start + (long) (gap * (n + (double) offset / connections)) : System.nanoTime();
                if (due >= end) {
                    return new Part(micros, errors);
                }
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                int status = connection.send(next.get());
                if (status != 200 && status != 201) {
                    errors++;
                }
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
