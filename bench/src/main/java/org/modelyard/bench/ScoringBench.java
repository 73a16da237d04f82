package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
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
 * Batch scoring of a dataset and of an uploaded file, against a program of its own with two threads and no server: it reads the same rows from
 * CSV, asks the same model and writes the same lines into files. Each is the median of three, after one that does not count.
 */
final class ScoringBench {

    private static final int PART = 100_000;
    private static final int FEW = 2;
    private static final int MANY = 10;
    private static final int THREADS = 2;
    private static final int RUNS = 3;
    private static final String DATASET = "many";

    private final ServerUnderTest server;
    private final List<byte[]> parts = new ArrayList<>();

    ScoringBench(ServerUnderTest server) {
        this.server = server;
    }

    List<Row> run() throws IOException {
        for (int i = 0; i < MANY; i++) {
            parts.add(Sample.csv(PART, Sample.FEATURES, 20 + i).getBytes(StandardCharsets.UTF_8));
        }
        List<Row> rows = new ArrayList<>();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.post("/datasets", Map.of("name", DATASET, "task", "CLASSIFICATION", "target", "label"));
            byte[] bundle = client.bytes("/models/" + Sample.MODEL + "/versions/1.0.0/artifacts/model");
            grow(client, 0, FEW);
            rows.addAll(measured(client, bundle, parts.subList(0, FEW)));
            grow(client, FEW, MANY);
            rows.addAll(measured(client, bundle, parts));
        }
        return rows;
    }

    private void grow(Client client, int from, int to) throws IOException {
        for (byte[] part : parts.subList(from, to)) {
            client.csv("/datasets/" + DATASET + "/imports", new String(part, StandardCharsets.UTF_8));
        }
    }

    private List<Row> measured(Client client, byte[] bundle, List<byte[]> csv) throws IOException {
        double alone = Stopwatch.median(() -> alone(bundle, csv));
        double dataset = scorings(client, Map.of("dataset", DATASET));
        double file = scorings(client, Map.of("upload", upload(client, csv)));
        double resident = server.residentMiB();
        int count = csv.size() * PART;
        String what = String.format(Locale.ROOT, "%,d rows of %d numbers: ", count, Sample.FEATURES);
        return List.of(
                Row.plain(what + "a program of its own, two threads", Row.format(count / alone) + " rows/s"),
                Row.plain(what + "batch scoring of a dataset, two at work", Row.format(count / dataset) + " rows/s"),
                Row.atLeast(what + "dataset / a program of its own", 100 * alone / dataset, " %", 80),
                Row.plain(what + "batch scoring of a CSV file, two at work", Row.format(count / file) + " rows/s"),
                Row.atLeast(what + "CSV file / a program of its own", 100 * alone / file, " %", 80),
                Row.plain(what + "resident afterwards", Row.format(resident) + " MiB"));
    }

    /** @return the upload's id */
    private static String upload(Client client, List<byte[]> csv) throws IOException {
        List<byte[]> pieces = new ArrayList<>(csv);
        pieces.replaceAll(part -> part == csv.get(0) ? part : withoutHeader(part));
        long bytes = pieces.stream().mapToLong(piece -> piece.length).sum();
        String id = client.post("/uploads", Map.of("bytes", bytes)).get("id").asText();
        long sent = 0;
        for (byte[] piece : pieces) {
            client.patch("/uploads/" + id, sent, piece);
            sent += piece.length;
        }
        return id;
    }

    private static byte[] withoutHeader(byte[] csv) {
        int header = 0;
        while (csv[header] != '\n') {
            header++;
        }
        return Arrays.copyOfRange(csv, header + 1, csv.length);
    }

    private static double scorings(Client client, Map<String, String> rows) throws IOException {
        scoring(client, rows); // the first makes the snapshot, and warms the server up
        double[] seconds = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            seconds[run] = scoring(client, rows);
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }

    /** Seconds from asking to the file that is there; the server's clock is this one. */
    private static double scoring(Client client, Map<String, String> rows) throws IOException {
        Instant asked = Instant.now();
        String id = client.post("/models/" + Sample.MODEL + "/versions/1.0.0/scorings", rows)
                .get("id")
                .asText();
        JsonNode ended = client.settled("/scorings/" + id);
        if (!ended.path("state").asText().equals("COMPLETED")) {
            throw new IOException("scoring ended " + ended);
        }
        return Duration.between(asked, Instant.parse(ended.path("endedAt").asText()))
                        .toNanos()
                / 1e9;
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
        for (int row = 0; row < PART; row++) {
            ids.add(new UUID(csv.length, row));
        }
        try {
            Path file = Files.createTempFile("answers", ".csv");
            try (Scorer scorer = ModelBundle.read(bundle).scorer();
                    OutputStream lines = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16);
                    AnswerWriter out = AnswerWriter.open(lines, AnswerFormat.CSV, scorer.signature(), false)) {
                Table table = MadeNumbers.read(csv, PART, Sample.FEATURES);
                return TableAnswers.write(scorer, table, ids, out, () -> false).orElseThrow() + table.rows();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
