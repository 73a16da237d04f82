package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Many clients promote a version each while many others ask for the champion: each answer is one version that there is. */
final class PromotionBench {

    private static final String MODEL = "promoted";
    private static final int PROMOTERS = 50;
    private static final int READERS = 200;
    private static final int READS = 100_000;

    private final ServerUnderTest server;

    PromotionBench(ServerUnderTest server) {
        this.server = server;
    }

    List<Row> run() throws IOException, InterruptedException {
        List<String> versions = trained();
        promote(versions.get(0));
        AtomicInteger left = new AtomicInteger(READS);
        ExecutorService pool = Executors.newFixedThreadPool(PROMOTERS + READERS);
        long start = System.nanoTime();
        List<Future<Integer>> readers = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            readers.add(pool.submit(() -> wrongReads(left, versions)));
        }
        List<Future<Void>> promoters = new ArrayList<>();
        for (String version : versions) {
            promoters.add(pool.submit(() -> {
                promote(version);
                return null;
            }));
        }
        int wrong = 0;
        int failed = 0;
        for (Future<Void> promoter : promoters) {
            failed += failure(promoter);
        }
        double promoted = (System.nanoTime() - start) / 1e9;
        for (Future<Integer> reader : readers) {
            wrong += failure(reader) == 1 ? READS : sum(reader);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        pool.shutdown();
        return List.of(
                Row.atMost("50 clients promote 50 versions: promotions that failed", failed, "", 0),
                Row.atMost("200 readers ask 100,000 times for the champion: wrong or no version", wrong, "", 0),
                Row.atMost("promotions less audit rows", Math.abs(versions.size() + 1 - audited(versions)), "", 0),
                Row.plain(
                        "all promotions; all reads", String.format(Locale.ROOT, "%.1f s; %.1f s", promoted, seconds)));
    }

    private List<String> trained() throws IOException {
        List<String> versions = new ArrayList<>();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.post("/datasets", Map.of("name", MODEL, "task", "CLASSIFICATION", "target", "label"));
            client.csv("/datasets/" + MODEL + "/imports", Sample.csv(300, 3, 1));
            List<String> jobs = new ArrayList<>();
            for (int i = 0; i < PROMOTERS; i++) {
                jobs.add(client.post(
                                "/training-jobs",
                                Map.of(
                                        "model",
                                        MODEL,
                                        "dataset",
                                        MODEL,
                                        "trainer",
                                        Map.of("type", "logistic-regression"),
                                        "gates",
                                        Map.of(), // some draws of so few rows fall short of the usual ones
                                        "seed",
                                        i))
                        .get("id")
                        .asText());
            }
            for (String job : jobs) {
                versions.add(client.settled("/training-jobs/" + job)
                        .get("modelVersion")
                        .asText());
            }
        }
        return versions;
    }

    private void promote(String version) throws IOException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.json("/models/" + MODEL + "/versions/" + version + "/promote", "{\"environment\":\"production\"}");
        }
    }

    private int wrongReads(AtomicInteger left, List<String> versions) throws IOException {
        int wrong = 0;
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            while (left.getAndDecrement() > 0) {
                JsonNode champion = client.get("/models/" + MODEL + "/versions/champion");
                if (!versions.contains(champion.path("version").asText())) {
                    wrong++;
                }
            }
        }
        return wrong;
    }

    private long audited(List<String> versions) throws IOException {
        long rows = 0;
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            for (String version : versions) {
                for (JsonNode entry : client.get("/audit?limit=500&subject=model/" + MODEL + "/" + version)
                        .get("items")) {
                    rows += entry.get("action").asText().equals("model.promote") ? 1 : 0;
                }
            }
        }
        return rows;
    }

    @SuppressWarnings("SystemOut")
    private static int failure(Future<?> future) throws InterruptedException {
        try {
            future.get();
            return 0;
        } catch (ExecutionException e) {
            System.err.println(e.getCause());
            return 1;
        }
    }

    private static int sum(Future<Integer> reader) throws InterruptedException {
        try {
            return reader.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
