package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.modelyard.ml.bundle.ModelBundle;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.score.Scorer;
import org.modelyard.scoring.model.AnswerFormat;
import org.modelyard.scoring.model.AnswerWriter;
import org.modelyard.scoring.model.TableAnswers;

/**
 * A batch scoring against a program of its own with two threads and no server: it reads the same rows from CSV, asks the same model and writes
 * the same lines.
 */
final class ScoringBench {

    private static final int ROWS = 1_000_000;
    private static final int PARTS = 10;
    private static final int THREADS = 2;

    private final ServerUnderTest server;

    ScoringBench(ServerUnderTest server) {
        this.server = server;
    }

    List<Row> run() throws IOException {
        List<byte[]> parts = new ArrayList<>();
        for (int i = 0; i < PARTS; i++) {
            parts.add(Sample.csv(ROWS / PARTS, Sample.FEATURES, 20 + i).getBytes(StandardCharsets.UTF_8));
        }
        byte[] bundle;
        double job;
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.post("/datasets", Map.of("name", "many", "task", "CLASSIFICATION", "target", "label"));
            for (byte[] part : parts) {
                client.csv("/datasets/many/imports", new String(part, StandardCharsets.UTF_8));
            }
            scoring(client); // the first makes the snapshot, and warms the server up
            job = scoring(client);
            bundle = client.bytes("/models/" + Sample.MODEL + "/versions/1.0.0/artifacts/model");
        }
        double alone = Stopwatch.median(() -> alone(bundle, parts));
        String what = String.format(Locale.ROOT, "%,d rows of %d numbers: ", ROWS, Sample.FEATURES);
        return List.of(
                Row.plain(what + "batch scoring, two at work", Row.format(ROWS / job) + " rows/s"),
                Row.plain(what + "a program of its own, two threads", Row.format(ROWS / alone) + " rows/s"),
                Row.atLeast("batch scoring / a program of its own", 100 * alone / job, " %", 80));
    }

    /** Seconds from asking to the file that is there. */
    private static double scoring(Client client) throws IOException {
        long start = System.nanoTime();
        String id = client.post("/models/" + Sample.MODEL + "/versions/1.0.0/scorings", Map.of("dataset", "many"))
                .get("id")
                .asText();
        JsonNode ended = client.settled("/scorings/" + id);
        if (!ended.path("state").asText().equals("COMPLETED")) {
            throw new IOException("scoring ended " + ended);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static long alone(byte[] bundle, List<byte[]> csv) {
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            List<CompletableFuture<Long>> answered = csv.stream()
                    .map(part -> CompletableFuture.supplyAsync(() -> answered(bundle, part), pool))
                    .toList();
            return answered.stream().mapToLong(CompletableFuture::join).sum();
        } finally {
            pool.shutdown();
        }
    }

    private static long answered(byte[] bundle, byte[] csv) {
        List<UUID> ids = new ArrayList<>();
        for (int row = 0; row < ROWS / PARTS; row++) {
            ids.add(new UUID(csv.length, row));
        }
        try (Scorer scorer = ModelBundle.read(bundle).scorer();
                AnswerWriter out = AnswerWriter.open(
                        OutputStream.nullOutputStream(), AnswerFormat.CSV, scorer.signature(), false)) {
            Table table = MadeNumbers.read(csv, ROWS / PARTS, Sample.FEATURES);
            return TableAnswers.write(scorer, table, ids, out) + table.rows();
        }
    }
}
