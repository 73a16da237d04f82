package org.modelyard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The registry over HTTP on MariaDB: reading, creating and searching versions, creating at once, promoting while others read. */
public final class RegistryBench {

    private static final int CONNECTIONS = 4;
    private static final int MODELS = 20;
    private static final int VERSIONS = 10_000;
    private static final int AT_ONCE = 50;
    private static final int EACH = 20;
    private static final Duration RUN = Duration.ofSeconds(10);

    private final ServerUnderTest server;
    private boolean met = true;

    private RegistryBench(ServerUnderTest server) {
        this.server = server;
    }

    /** @param arguments a work folder, what is measured (a part, or {@code all}), and behind it what starts the server */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        Path work = Path.of(all.get(0));
        System.out.println(Row.HEAD);
        boolean met;
        try (TemporaryMariaDb database = TemporaryMariaDb.start(work.resolve("mariadb"));
                ServerUnderTest server = ServerUnderTest.start(
                        Files.createDirectories(work.resolve("home")),
                        all.subList(2, all.size()),
                        database.settings())) {
            RegistryBench bench = new RegistryBench(server);
            bench.run(all.get(1));
            met = bench.met;
        }
        System.exit(met ? 0 : 1);
    }

    private void run(String part) throws IOException, InterruptedException {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("create", this::creations);
        parts.put("read", () -> {
            fill();
            readings();
        });
        parts.put("search", () -> {
            fill();
            searching();
        });
        parts.put("at-once", this::atOnce);
        parts.put("promote", () -> new PromotionBench(server).run().forEach(this::tell));
        Part.chosen(parts, part);
    }

    private Load.Result ping() {
        byte[] ping = request("GET", "/ping", "");
        WarmUp.run(server, number -> ping, CONNECTIONS);
        Load.Result light = measure("ping", number -> ping);
        tell(Row.plain("ping, 4 connections", Row.format(light.perSecond()) + " /s"));
        return light;
    }

    private void creations() throws IOException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.json("/models/warm-0/versions", declaration(0)); // a refused body is better known before
        }
        WarmUp.run(server, number -> creation("warm-" + number % MODELS, number), CONNECTIONS);
        Load.Result created = measure("create a version, 20 models", number -> creation(model(number), number));
        tell(Row.atLeast("create a version, 4 connections, 20 models", created.perSecond(), " /s", 1_500));
        tail("create a version", created);
        Load.Result one = measure("create a version, one model", number -> creation("single", number));
        tell(Row.plain("create a version, 4 connections, one model", Row.format(one.perSecond()) + " /s"));
    }

    private void readings() {
        Load.Result light = ping();
        List<byte[]> reads = reads();
        WarmUp.run(server, number -> of(reads, number), CONNECTIONS);
        Load.Result read = measure("see a version", number -> of(reads, number));
        tell(Row.atLeast("see a version, 4 connections", read.perSecond(), " /s", 4_000));
        tell(Row.plain("see a version / ping", Row.format(100 * read.perSecond() / light.perSecond()) + " %"));
        tail("see a version", read);
    }

    /** All kinds in turn, which is what is promised, and each by itself, which tells where the time goes. */
    private void searching() {
        Map<String, List<byte[]>> kinds = searches();
        List<byte[]> searches = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            for (List<byte[]> kind : kinds.values()) {
                searches.add(kind.get(i));
            }
        }
        WarmUp.run(server, number -> of(searches, number), CONNECTIONS);
        Load.Result searched = measure("search", number -> of(searches, number));
        tell(Row.atLeast(
                String.format(Locale.ROOT, "search over %,d versions and more, 4 connections", VERSIONS),
                searched.perSecond(),
                " /s",
                1_000));
        tail("search", searched);
        kinds.forEach((kind, requests) -> {
            Load.Result one = measure("search by " + kind, number -> of(requests, number));
            tell(Row.plain(
                    "search by " + kind + ", 4 connections",
                    Row.format(one.perSecond()) + " /s, p99 " + Row.format(one.millis(99)) + " ms"));
        });
    }

    private Load.Result measure(String what, java.util.function.LongFunction<byte[]> requests) {
        Load.Result result = Load.closed(server.port(), requests, CONNECTIONS, RUN);
        if (result.errors() > 0) {
            tell(Row.atMost(what + ": answers that were errors", result.errors(), "", 0));
        }
        return result;
    }

    private void tail(String what, Load.Result result) {
        tell(Row.atMost(what + ", p99", result.millis(99), " ms", 20));
    }

    /** Until there are as many as the search is promised for. */
    private void fill() throws IOException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            for (int i = 0; i < MODELS; i++) {
                client.json("/models/" + model(i) + "/versions", declaration(i));
            }
            for (int i = 0; count(client) < VERSIONS; i++) {
                Load.closed(
                        server.port(), number -> creation(model(number), number), CONNECTIONS, Duration.ofSeconds(2));
            }
        }
    }

    private static long count(Client client) throws IOException {
        long versions = 0;
        for (int i = 0; i < MODELS; i++) {
            String latest = client.get("/models/" + model(i) + "/versions?limit=1")
                    .at("/items/0/version")
                    .asText();
            versions += Long.parseLong(latest.substring(latest.lastIndexOf('.') + 1)) + 1;
        }
        return versions;
    }

    private List<byte[]> reads() {
        List<byte[]> reads = new ArrayList<>();
        for (int i = 0; i < MODELS; i++) {
            for (int v = 0; v < 100; v++) {
                reads.add(request("GET", "/models/" + model(i) + "/versions/1.0." + v, ""));
            }
        }
        java.util.Collections.shuffle(reads, new java.util.Random(7));
        return reads;
    }

    private static Map<String, List<byte[]>> searches() {
        Map<String, List<byte[]>> searches = new LinkedHashMap<>();
        for (int i = 0; i < MODELS; i++) {
            List.of(
                            Map.entry("tag", "?tag=season-" + i),
                            Map.entry("metric", "?metric=accuracy:0." + (70 + i) + "..&sort=-accuracy"),
                            Map.entry("model and stage", "?model=" + model(i) + "&stage=EXTERNAL"),
                            Map.entry("label and tag", "?label=refund&tag=season-" + i + "&limit=20"),
                            Map.entry("text", "?q=" + model(i) + "%201.0.1"))
                    .forEach(kind -> searches.computeIfAbsent(kind.getKey(), any -> new ArrayList<>())
                            .add(request("GET", "/versions" + kind.getValue(), "")));
        }
        return searches;
    }

    /** Many clients make versions of one model at once: none fails, no number is missing or given twice. */
    private void atOnce() throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        Set<Integer> numbers = new TreeSet<>();
        long failures = 0;
        List<Future<List<Integer>>> parts = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            parts.add(pool.submit(this::versions));
        }
        for (Future<List<Integer>> part : parts) {
            try {
                numbers.addAll(part.get());
            } catch (ExecutionException e) {
                failures++;
            }
        }
        pool.shutdown();
        int expected = AT_ONCE * EACH;
        tell(Row.atMost("50 clients create 1,000 versions of one model at once: clients that failed", failures, "", 0));
        boolean whole = numbers.size() == expected && numbers.contains(0) && numbers.contains(expected - 1);
        tell(Row.atMost("their numbers: gaps and duplicates", whole ? 0 : expected - numbers.size() + 1, "", 0));
    }

    private List<Integer> versions() throws IOException {
        List<Integer> patches = new ArrayList<>();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            for (int i = 0; i < EACH; i++) {
                JsonNode made = client.json("/models/at-once/versions", declaration(i));
                String number = made.get("version").asText();
                patches.add(Integer.parseInt(number.substring(number.lastIndexOf('.') + 1)));
            }
        }
        return patches;
    }

    private static String model(long number) {
        return "model-" + number % MODELS;
    }

    private static byte[] creation(String model, long number) {
        return request("POST", "/models/" + model + "/versions", declaration(number));
    }

    private static String declaration(long number) {
        return String.format(
                Locale.ROOT,
                "{\"task\":\"CLASSIFICATION\",\"signature\":{\"task\":\"CLASSIFICATION\",\"inputs\":["
                        + "{\"name\":\"text\",\"type\":\"TEXT\",\"required\":true},{\"name\":\"amount\",\"type\":\"NUMERIC\",\"required\":false}],"
                        + "\"labels\":[\"bug\",\"refund\"]},\"metrics\":{\"accuracy\":%.4f,\"f1Macro\":%.4f,\"logLoss\":%.4f},"
                        + "\"parameters\":{\"epochs\":%d},\"tags\":[\"season-%d\",\"bench\"],\"changeLog\":\"Number %d.\"}",
                0.6 + 0.4 * (number * 7_919 % 1_000) / 1_000,
                0.5 + 0.5 * (number * 104_729 % 1_000) / 1_000,
                1.0 * (number * 1_299_709 % 1_000) / 1_000,
                number % 50,
                number % 200,
                number);
    }

    private static byte[] of(List<byte[]> requests, long number) {
        return requests.get((int) (number % requests.size()));
    }

    static byte[] request(String method, String path, String body) {
        return Connection.request(
                method,
                "/api/v1" + path,
                ServerUnderTest.TOKEN,
                "application/json",
                body.getBytes(StandardCharsets.UTF_8));
    }

    @SuppressWarnings("SystemOut")
    private void tell(Row row) {
        met &= row.met();
        System.out.println(row);
    }
}
