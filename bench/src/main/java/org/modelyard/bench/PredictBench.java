package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** Predict against the empty endpoint of the same server: same door, same body, as many bytes in the answer. */
final class PredictBench {

    private static final int CONNECTIONS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final double QUIET_RATE = 100;
    private static final Duration QUIET_WARM_UP = Duration.ofSeconds(3);
    private static final Duration QUIET_RUN = Duration.ofSeconds(20);
    private static final long POLL_NANOS = 50_000_000;
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(2);

    private final ServerUnderTest server;

    PredictBench(ServerUnderTest server) {
        this.server = server;
    }

    List<Row> run() throws IOException {
        byte[] body = Sample.body(3).getBytes(StandardCharsets.UTF_8);
        byte[] predict = post("/api/v1/models/" + Sample.MODEL + "/predict", body);
        int bytes = Interleaved.answered(server.port(), predict);
        byte[] ping = post("/api/v1/ping?bytes=" + bytes, body);
        Load.closed(server.port(), ping, CONNECTIONS, WARM_UP.dividedBy(2));
        Load.closed(server.port(), predict, CONNECTIONS, WARM_UP);

        Interleaved result = Interleaved.measure(server.port(), ping, number -> predict, CONNECTIONS);
        double backlogSeconds = backlogSeconds();
        double loadedMiB = server.residentMiB();
        Quiet empty = quiet(ping);
        Quiet logged = quiet(predict);
        return List.of(
                Row.plain("ping, 16 connections", Row.format(result.light()) + " /s"),
                Row.plain("predict, 16 connections", Row.format(result.full()) + " /s"),
                Row.atLeast("predict / ping, throughput, median of 5", result.throughput(), " %", 80),
                Row.atMost("predict / ping, p99, median of 5", result.tail(), " ×", 1.5),
                Row.atMost("answers that were errors", result.errors(), "", 0),
                Row.atMost("journal's backlog at the end, in seconds of that traffic", backlogSeconds / 1.0, " s", 5),
                Row.atMost(
                        "predict − ping, CPU at 100 /s (reading, scoring and logging)",
                        logged.cpuPercent() - empty.cpuPercent(),
                        " % of the machine's CPU",
                        1),
                Row.atMost(
                        "predict − ping, median at 100 /s (reading, scoring and logging)",
                        logged.medianMillis() - empty.medianMillis(),
                        " ms",
                        1),
                Row.atMost("resident under load", loadedMiB, " MiB", 900));
    }

    /** How long the drain needs, after the load has ended, to write what is left. */
    double backlogSeconds() throws IOException {
        long start = System.nanoTime();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            while (System.nanoTime() - start < LONGEST_DRAIN.toNanos()) {
                JsonNode health = client.get("/metrics/models/" + Sample.MODEL + "?period=all");
                if (Metrics.undrainedRecords(server.port()) == 0 && !health.isNull()) {
                    return (System.nanoTime() - start) / 1e9;
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        return Double.POSITIVE_INFINITY;
    }

    /** @param cpuPercent of all cores together */
    private record Quiet(double cpuPercent, double medianMillis) {}

    private Quiet quiet(byte[] request) throws IOException {
        Load.open(server.port(), request, 2, QUIET_WARM_UP, QUIET_RATE);
        double before = server.cpuSeconds();
        Load.Result result = Load.open(server.port(), request, 2, QUIET_RUN, QUIET_RATE);
        double cores = Runtime.getRuntime().availableProcessors();
        return new Quiet(100 * (server.cpuSeconds() - before) / result.seconds() / cores, result.millis(50));
    }

    private byte[] post(String path, byte[] body) {
        return Connection.request("POST", path, ServerUnderTest.TOKEN, "application/json", body);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
