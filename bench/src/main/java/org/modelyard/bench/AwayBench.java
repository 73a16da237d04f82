package org.modelyard.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** Predictions over 16 connections while the database is stopped for a minute: how many are answered, and how many the log counts afterwards. */
final class AwayBench {

    private static final int CONNECTIONS = 16;
    private static final Duration BEFORE = Duration.ofSeconds(15);
    private static final Duration AWAY = Duration.ofSeconds(60);
    private static final Duration AFTER = Duration.ofSeconds(15);
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);
    private static final long POLL_NANOS = 100_000_000;

    private final ServerUnderTest server;
    private final TemporaryMariaDb database;

    AwayBench(ServerUnderTest server, TemporaryMariaDb database) {
        this.server = server;
        this.database = database;
    }

    List<Row> run() throws IOException {
        byte[] predict = ServingBench.request("POST", "/models/" + Sample.MODEL + "/predict", Sample.body(3));
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            Sample.deploy(client);
        }
        Load.Result warm = Load.closed(server.port(), predict, CONNECTIONS, BEFORE);
        CompletableFuture<Load.Result> load = CompletableFuture.supplyAsync(() -> Load.closed(
                server.port(), predict, CONNECTIONS, BEFORE.plus(AWAY).plus(AFTER)));
        pause(BEFORE);
        database.stop();
        pause(AWAY);
        database.restart();
        Load.Result result;
        try {
            result = load.join();
        } catch (CompletionException e) {
            throw new IOException("a connection broke", e);
        }
        long start = System.nanoTime();
        while (Metrics.undrainedRecords(server.port()) > 0 && System.nanoTime() - start < LONGEST_DRAIN.toNanos()) {
            LockSupport.parkNanos(POLL_NANOS);
        }
        double drained = (System.nanoTime() - start) / 1e9;
        long counted;
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            counted = client.get("/metrics/models/" + Sample.MODEL + "?period=all")
                    .at("/total/requests")
                    .asLong();
        }
        long asked = warm.requests() + result.requests();
        return List.of(
                Row.plain("predict while the database is away for 60 s", Row.format(result.perSecond()) + " /s"),
                Row.atMost("answers that were errors", warm.errors() + result.errors(), "", 0),
                Row.plain("the slowest answer", Row.format(result.millis(100)) + " ms"),
                Row.plain("until all were in the database, after the load", Row.format(drained) + " s"),
                Row.atMost("answered less counted in the log", Math.abs(asked - counted), "", 0));
    }

    private static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
