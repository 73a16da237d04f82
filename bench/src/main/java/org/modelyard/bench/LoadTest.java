package org.modelyard.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Predictions, feedback, training jobs and registry reads together for a time; prints errors and quantiles of each. */
public final class LoadTest {

    private static final long LONGEST_MICROS = 600_000_000;
    private static final int DIGITS = 3;

    private final int port;
    private final String token;
    private final long end;

    private LoadTest(int port, String token, Duration time) {
        this.port = port;
        this.token = token;
        this.end = System.nanoTime() + time.toNanos();
    }

    /** One kind of work: what it took, and how often it failed. */
    private static final class Tally {
        private final Histogram micros = new Histogram(LONGEST_MICROS, DIGITS);
        private long errors;

        @Override
        public String toString() {
            return String.format(
                    java.util.Locale.ROOT,
                    "%,9d requests %5d errors   p50 %8.2f ms   p95 %8.2f ms   p99 %8.2f ms   max %8.2f ms",
                    micros.getTotalCount(),
                    errors,
                    micros.getValueAtPercentile(50) / 1e3,
                    micros.getValueAtPercentile(95) / 1e3,
                    micros.getValueAtPercentile(99) / 1e3,
                    micros.getMaxValue() / 1e3);
        }
    }

    /** @param arguments port, token and an ISO-8601 duration */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        int port = Integer.parseInt(arguments[0]);
        try (Client client = new Client(port, arguments[1])) {
            if (!exists(client)) {
                Sample.deploy(client);
            }
        }
        LoadTest test = new LoadTest(port, arguments[1], Duration.parse(arguments[2]));
        Map<String, Callable<Tally>> work = new LinkedHashMap<>();
        work.put("predict and feedback", test::predictAndFeedBack);
        work.put("predict", test::predict);
        work.put("read the registry", test::readRegistry);
        work.put("train", test::train);
        ExecutorService pool = Executors.newFixedThreadPool(work.size());
        Map<String, Future<Tally>> running = new LinkedHashMap<>();
        work.forEach((name, one) -> running.put(name, pool.submit(one)));
        long errors = 0;
        for (Map.Entry<String, Future<Tally>> one : running.entrySet()) {
            Tally tally = one.getValue().get();
            errors += tally.errors;
            System.out.printf("%-22s %s%n", one.getKey(), tally);
        }
        pool.shutdown();
        System.exit(errors == 0 ? 0 : 1);
    }

    private static boolean exists(Client client) {
        try {
            client.get("/models/" + Sample.MODEL);
            return true;
        } catch (IOException notThere) {
            return false;
        }
    }

    private Tally predict() throws IOException {
        Tally tally = new Tally();
        byte[] request = Connection.request(
                "POST",
                "/api/v1/models/" + Sample.MODEL + "/predict",
                token,
                "application/json",
                Sample.body(11).getBytes(StandardCharsets.UTF_8));
        try (Connection connection = new Connection(port)) {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                if (connection.send(request) != 200) {
                    tally.errors++;
                }
                tally.micros.recordValue((System.nanoTime() - start) / 1_000);
            }
        }
        return tally;
    }

    private Tally predictAndFeedBack() throws IOException {
        return repeat(client -> {
            String id = client.json("/models/" + Sample.MODEL + "/predict", Sample.body(System.nanoTime()))
                    .at("/predictions/0/inferenceId")
                    .asText();
            client.post("/inferences/" + id + "/feedback", Map.of("label", "yes"));
        });
    }

    private Tally readRegistry() throws IOException {
        return repeat(client -> client.get("/models/" + Sample.MODEL + "/versions/1.0.0"));
    }

    private Tally train() throws IOException {
        return repeat(client -> {
            String id = client.post(
                            "/training-jobs",
                            Map.of(
                                    "model", Sample.MODEL,
                                    "dataset", Sample.MODEL,
                                    "trainer", Map.of("type", "logistic-regression")))
                    .get("id")
                    .asText();
            String state = client.settled("/training-jobs/" + id).get("state").asText();
            if (!state.equals("COMPLETED")) {
                throw new IOException("training ended " + state);
            }
        });
    }

    /** What is done with a client; an {@link IOException} counts as an error. */
    @FunctionalInterface
    private interface Work {
        void on(Client client) throws IOException;
    }

    private Tally repeat(Work work) throws IOException {
        Tally tally = new Tally();
        try (Client client = new Client(port, token)) {
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                try {
                    work.on(client);
                } catch (IOException failed) {
                    tally.errors++;
                    System.err.println(failed.getMessage());
                }
                tally.micros.recordValue((System.nanoTime() - start) / 1_000);
            }
        }
        return tally;
    }
}
