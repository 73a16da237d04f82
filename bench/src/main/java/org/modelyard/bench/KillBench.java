package org.modelyard.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Many predictions, one by one over 16 connections, with faults among them (inputs that are refused, connections that the client breaks off) and a
 * {@code kill -9} in the middle: what the clients received is compared with what the database holds.
 */
final class KillBench {

    private static final int CONNECTIONS = 16;
    /** One request in so many is refused for its inputs, and one in so many is sent by a client that does not wait for the answer. */
    private static final int FAULT_EVERY = 500;

    private static final String ID = "\"inferenceId\":\"";
    private static final long POLL_NANOS = 100_000_000;

    private final Path home;
    private final List<String> command;
    private final int predictions;
    private final byte[] predict = ServingBench.request("POST", "/models/" + Sample.MODEL + "/predict", Sample.body(3));
    private final byte[] wrong =
            ServingBench.request("POST", "/models/" + Sample.MODEL + "/predict", "{\"inputs\":{\"x0\":\"no number\"}}");
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger brokenOff = new AtomicInteger();

    KillBench(Path home, List<String> command, int predictions) {
        this.home = home;
        this.command = command;
        this.predictions = predictions;
    }

    List<Row> run() throws IOException, InterruptedException, SQLException {
        List<UUID> received = new ArrayList<>();
        try (ServerUnderTest server = ServerUnderTest.start(home, command, Map.of())) {
            try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
                Sample.deploy(client);
            }
            received.addAll(half(server, true));
        }
        try (ServerUnderTest server = ServerUnderTest.start(home, command, Map.of())) {
            received.addAll(half(server, false));
            while (Metrics.undrainedRecords(server.port()) > 0) {
                LockSupport.parkNanos(POLL_NANOS);
            }
        }
        return compared(received);
    }

    /** @param killed whether the server is killed once half of all have been answered, with as many requests in flight as there are connections */
    private List<UUID> half(ServerUnderTest server, boolean killed) throws IOException, InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        int most = killed ? Integer.MAX_VALUE : predictions / 2;
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        List<Future<List<UUID>>> clients = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            clients.add(pool.submit(() -> asked(server.port(), answered, most)));
        }
        while (killed && answered.get() < predictions / 2 && !clients.stream().allMatch(Future::isDone)) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        if (killed) {
            server.kill();
        }
        List<UUID> received = new ArrayList<>();
        for (Future<List<UUID>> client : clients) {
            try {
                received.addAll(client.get());
            } catch (ExecutionException e) {
                throw new IOException(e);
            }
        }
        pool.shutdown();
        if (received.size() < predictions / 2) {
            throw new IOException("the clients ended after " + received.size() + " answers");
        }
        return received;
    }

    /** Asks until enough were answered, or the server is gone. */
    private List<UUID> asked(int port, AtomicInteger answered, int most) {
        List<UUID> received = new ArrayList<>();
        try (org.modelyard.bench.Connection connection = new org.modelyard.bench.Connection(port)) {
            for (int i = 1; answered.get() < most; i++) {
                if (i % FAULT_EVERY == 0) {
                    refused.addAndGet(connection.send(wrong) == 422 ? 1 : 0);
                } else if (i % FAULT_EVERY == FAULT_EVERY / 2) {
                    brokenOff.incrementAndGet();
                    connection.abandon(predict);
                } else if (connection.send(predict) == 200) {
                    String text = connection.text();
                    int at = text.indexOf(ID) + ID.length();
                    received.add(UUID.fromString(text.substring(at, at + 36)));
                    answered.incrementAndGet();
                }
            }
        } catch (IOException killed) {
            return received; // what was received counts; a server that was not to end shows in the sums
        }
        return received;
    }

    private List<Row> compared(List<UUID> received) throws SQLException {
        Set<UUID> told = new HashSet<>(received);
        Set<UUID> seen = new HashSet<>();
        long twice = 0;
        long surplus = 0;
        try (Connection tables = DriverManager.getConnection("jdbc:h2:file:" + home.resolve("modelyard"), "sa", "");
                Statement statement = tables.createStatement();
                ResultSet rows = statement.executeQuery("select id from inference where outcome = 'ANSWERED'")) {
            while (rows.next()) {
                ByteBuffer bytes = ByteBuffer.wrap(rows.getBytes(1));
                UUID id = new UUID(bytes.getLong(), bytes.getLong());
                twice += seen.add(id) ? 0 : 1;
                surplus += told.contains(id) ? 0 : 1;
            }
        }
        told.removeAll(seen);
        return List.of(
                Row.plain(
                        String.format(
                                Locale.ROOT,
                                "predictions answered over 16 connections, one kill -9 after %,d",
                                predictions / 2),
                        String.format(Locale.ROOT, "%,d", received.size())),
                Row.plain("refused and broken off among them", refused + " and " + brokenOff),
                Row.atMost("ids that were received and are not in the log", told.size(), "", 0),
                Row.atMost(
                        "ids that are in the log twice, or were given twice",
                        twice + received.size() - new HashSet<>(received).size(),
                        "",
                        0),
                Row.atMost(
                        "in the log but not received, less those whose client broke off",
                        Math.max(0, surplus - brokenOff.get()),
                        "",
                        CONNECTIONS));
    }
}
