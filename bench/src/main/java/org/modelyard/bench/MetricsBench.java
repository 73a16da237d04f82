package org.modelyard.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** How long the figures of a model take over many logged inferences, which are made by requests of a thousand rows. */
final class MetricsBench {

    private static final int ROWS = 1_000;
    private static final int CONNECTIONS = 4;
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final double MOST_MILLIS = 50;
    private static final long MOST_UNDRAINED = 200_000;
    private static final long POLL_NANOS = 100_000_000;

    private final ServerUnderTest server;
    private final int inferences;

    MetricsBench(ServerUnderTest server, int inferences) {
        this.server = server;
        this.inferences = inferences;
    }

    List<Row> run() throws IOException {
        long start = System.nanoTime();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            Sample.deploy(client);
            fill();
        }
        double filling = (System.nanoTime() - start) / 1e9;
        String logged = String.format(Locale.ROOT, "%,d logged inferences: ", inferences);
        return List.of(
                Row.plain(
                        logged + "requests of 1,000 rows, until all were in the database",
                        Row.format(inferences / filling) + " /s"),
                figures(logged + "figures of the last day by version, p95", "/metrics/models/bench?period=day"),
                figures(logged + "figures of all time by version, p95", "/metrics/models/bench?period=all"),
                figures(logged + "usage of the versions, p95", "/models/bench/usage?period=month"),
                figures(logged + "feedback, p95", "/metrics/models/bench/feedback"));
    }

    private void fill() throws IOException {
        String body = "{\"rows\":[" + String.join(",", Collections.nCopies(ROWS, Sample.body(9))) + "]}";
        byte[] request = ServingBench.request("POST", "/models/" + Sample.MODEL + "/predict", body);
        try (Connection connection = new Connection(server.port())) {
            for (int sent = 0; sent < inferences; sent += ROWS) {
                int status = connection.send(request);
                if (status != 200) {
                    throw new IOException("a request of " + ROWS + " rows gave " + status + ": " + connection.text());
                }
                if (sent % (100 * ROWS) == 0) {
                    drained(MOST_UNDRAINED);
                }
            }
        }
        drained(0);
    }

    private void drained(long most) throws IOException {
        while (Metrics.undrainedRecords(server.port()) > most) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private Row figures(String what, String path) throws IOException {
        byte[] request =
                Connection.request("GET", "/api/v1" + path, ServerUnderTest.TOKEN, "application/json", new byte[0]);
        Interleaved.answered(server.port(), request);
        Load.closed(server.port(), request, CONNECTIONS, WARM_UP);
        Load.Result result = Load.closed(server.port(), request, CONNECTIONS, RUN);
        return Row.atMost(what, result.errors() > 0 ? Double.NaN : result.millis(95), " ms", MOST_MILLIS);
    }
}
