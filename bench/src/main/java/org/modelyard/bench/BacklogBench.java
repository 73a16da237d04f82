package org.modelyard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** How fast a server brings what waits in its journal into the database: it is asked until much waits, and then left alone. */
final class BacklogBench {

    private static final int ROWS = 1_000;
    private static final int REQUESTS = 20;
    private static final int UNITS = 10_000;
    private static final long WAITING = 200_000;

    /** The last records wait for others to share their transaction. */
    private static final long LEFT = 10_000;

    /** Of so many rows without a backlog, the drain keeps up with whoever asks. */
    private static final long MOST = 3_000_000;

    /** The first ones warm the server up. */
    private static final int TURNS = 4;

    private static final long POLL_NANOS = 50_000_000;

    private final ServerUnderTest server;

    BacklogBench(ServerUnderTest server) {
        this.server = server;
    }

    /**
     * The rate of the last turn.
     *
     * @param database its name
     * @param promised rows a second
     */
    Row run(String database, double promised) throws IOException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            Sample.deploy(client);
        }
        List<byte[]> requests = requests(new SplittableRandom(5));
        double rate = 0;
        for (int turn = 0; turn < TURNS; turn++) {
            rate = turn(requests);
        }
        return Row.atLeast(
                "journal drained into " + database + " by a server, rows of 30 numbers", rate, " rows/s", promised);
    }

    private double turn(List<byte[]> requests) throws IOException {
        long start = System.nanoTime();
        long sent = 0;
        long waiting = 0;
        try (Connection connection = new Connection(server.port())) {
            while (waiting < WAITING) {
                if (sent >= MOST) {
                    return (sent - waiting) / seconds(start);
                }
                for (byte[] request : requests) {
                    int status = connection.send(request);
                    if (status != 200) {
                        throw new IOException(
                                "a request of " + ROWS + " rows gave " + status + ": " + connection.text());
                    }
                    sent += ROWS;
                }
                waiting = Metrics.undrainedRecords(server.port());
            }
        }
        start = System.nanoTime();
        long first = waiting;
        while (waiting > LEFT) {
            LockSupport.parkNanos(POLL_NANOS);
            waiting = Metrics.undrainedRecords(server.port());
        }
        return (first - waiting) / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static List<byte[]> requests(SplittableRandom random) {
        List<byte[]> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            List<String> rows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                rows.add(Sample.body(3).replace("user-42", "user-" + random.nextInt(UNITS)));
            }
            requests.add(ServingBench.request(
                    "POST", "/models/" + Sample.MODEL + "/predict", "{\"rows\":[" + String.join(",", rows) + "]}"));
        }
        return requests;
    }
}
