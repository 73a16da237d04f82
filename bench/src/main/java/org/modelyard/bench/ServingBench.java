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
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/** Serving beside plain predictions: texts, few connections, a constant rate, candidates, feedback, experiments and whole datasets. */
public final class ServingBench {

    private static final int CONNECTIONS = 16;
    private static final int FEW = 4;
    private static final int CANDIDATES = 10_000;
    private static final int TICKETS = 4_000;
    private static final int FEEDBACKS = 20_000;
    private static final Duration RUN = Duration.ofSeconds(10);
    private static final Duration LONGEST_EMPTY = Duration.ofMinutes(2);
    private static final Duration RECOMMENDING = Duration.ofSeconds(40);

    private final ServerUnderTest server;
    private final Duration constant;
    private boolean met = true;

    private ServingBench(ServerUnderTest server, Duration constant) {
        this.server = server;
        this.constant = constant;
    }

    /** @param arguments a work folder, a part or {@code all}, how long the constant rate lasts, and behind them what starts the server */
    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = List.of(arguments);
        Path work = Path.of(all.get(0));
        System.out.println(Row.HEAD);
        boolean met;
        try (ServerUnderTest server = ServerUnderTest.start(
                Files.createDirectories(work.resolve("home")), all.subList(3, all.size()), Map.of())) {
            ServingBench bench = new ServingBench(server, Duration.parse(all.get(2)));
            bench.run(all.get(1));
            met = bench.met;
        }
        System.exit(met ? 0 : 1);
    }

    private void run(String part) throws IOException, InterruptedException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            Sample.deploy(client);
        }
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("few", this::few);
        parts.put("text", this::texts);
        parts.put("tested", () -> new TestedBench(server).run().forEach(this::tell));
        parts.put("swap", () -> new SwapBench(server).run().forEach(this::tell));
        parts.put("recommend", this::recommending);
        parts.put("feedback", this::feedback);
        parts.put("assign", this::assigning);
        parts.put("scoring", () -> new ScoringBench(server).run().forEach(this::tell));
        parts.put("constant", this::constantRate);
        Part.chosen(parts, part);
    }

    private void few() {
        byte[] predict = predict(Sample.MODEL, Sample.body(3));
        WarmUp.run(server, number -> predict, FEW);
        Load.Result result = measure("predict, 4 connections", number -> predict, FEW, RUN);
        tell(Row.plain("predict, 4 connections", Row.format(result.perSecond()) + " /s"));
        tell(Row.atMost("predict, 4 connections, p99", result.millis(99), " ms", 5));
    }

    private void texts() throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            Sample.deploy(client, "tickets", "category", SupportTickets.csv(TICKETS, random));
        }
        List<byte[]> tickets = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String text = SupportTickets.next(random).text();
            tickets.add(predict("tickets", "{\"inputs\":{\"text\":\"" + text + "\"},\"unit\":\"user-" + i + "\"}"));
        }
        int bytes = Interleaved.answered(server.port(), tickets.get(0));
        byte[] ping = request(
                "POST",
                "/ping?bytes=" + bytes,
                "{\"inputs\":{\"text\":\"" + "a".repeat(60) + "\"},\"unit\":\"user-1\"}");
        LongFunction<byte[]> next = number -> tickets.get((int) (number % tickets.size()));
        WarmUp.run(server, next, CONNECTIONS);
        Interleaved result = Interleaved.measure(server.port(), ping, next, CONNECTIONS);
        tell(Row.atLeast(
                "predict a text (made tickets) / ping, 16 connections, median of 5", result.throughput(), " %", 50));
        tell(Row.atMost("texts: answers that were errors", result.errors(), "", 0));
    }

    private void recommending() {
        SplittableRandom random = new SplittableRandom(11);
        // what the candidates say is not said for the unit
        StringBuilder body = new StringBuilder(Sample.body(5).replaceAll("\"x[012]\":[-0-9.]+,", ""));
        body.setLength(body.length() - 1);
        body.append(",\"label\":\"yes\",\"top\":10,\"candidates\":[");
        for (int i = 0; i < CANDIDATES; i++) {
            body.append(String.format(
                    Locale.ROOT,
                    "%s{\"item\":\"i%d\",\"inputs\":{\"x0\":%.4f,\"x1\":%.4f,\"x2\":%.4f}}",
                    i == 0 ? "" : ",",
                    i,
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextDouble()));
        }
        byte[] request = request(
                "POST",
                "/models/" + Sample.MODEL + "/recommend",
                body.append("]}").toString());
        WarmUp.run(server, number -> request, 1);
        Load.Result result = measure("recommend", number -> request, 1, RECOMMENDING);
        tell(Row.plain("recommend of 10,000 candidates, one connection", Row.format(result.perSecond()) + " /s"));
        tell(Row.atMost("recommend of 10,000 candidates, p99", result.millis(99), " ms", 3_000));
    }

    private void feedback() throws IOException {
        List<byte[]> requests = new ArrayList<>();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            String row = Sample.body(9);
            String rows = "{\"rows\":[" + String.join(",", java.util.Collections.nCopies(1_000, row)) + "]}";
            while (requests.size() < FEEDBACKS) {
                for (JsonNode one : client.json("/models/" + Sample.MODEL + "/predict", rows)
                        .get("predictions")) {
                    requests.add(request(
                            "POST",
                            "/inferences/" + one.get("inferenceId").asText() + "/feedback",
                            "{\"label\":\"yes\"}"));
                }
            }
        }
        LongFunction<byte[]> next = number -> requests.get((int) (number % requests.size()));
        WarmUp.run(server, next, FEW);
        Load.Result result = measure("feedback", next, FEW, RUN);
        tell(Row.plain("feedback, 4 connections", Row.format(result.perSecond()) + " /s"));
        tell(Row.atMost("feedback, p95", result.millis(95), " ms", 10));
    }

    private void assigning() throws IOException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.json(
                    "/experiments",
                    "{\"name\":\"headline\",\"variants\":[{\"name\":\"a\",\"content\":\"A\",\"share\":0.5},{\"name\":\"b\",\"content\":\"B\",\"share\":0.5}],"
                            + "\"metric\":{\"kind\":\"PROPORTION\",\"event\":\"click\"},\"window\":\"PT1H\"}");
            client.json("/experiments/headline/start", "");
        }
        LongFunction<byte[]> next =
                number -> request("POST", "/experiments/headline/assign", "{\"unit\":\"user-" + number + "\"}");
        AtomicLong before = new AtomicLong();
        WarmUp.run(server, number -> next.apply(before.decrementAndGet()), FEW);
        Load.Result result = measure("assign", next, FEW, RUN);
        tell(Row.plain("assign a new unit, 4 connections", Row.format(result.perSecond()) + " /s"));
        tell(Row.plain("assign a new unit, p99", Row.format(result.millis(99)) + " ms"));
        Load.Result again = measure("assign again", number -> next.apply(number % 1_000), FEW, RUN);
        tell(Row.plain("assign a unit that has its variant, 4 connections", Row.format(again.perSecond()) + " /s"));
    }

    /**
     * At half of what 16 connections reach; a stall counts for each request that should have been sent meanwhile. The empty endpoint at the same rate says
     * what the machine itself makes wait.
     */
    private void constantRate() throws IOException {
        byte[] predict = predict(Sample.MODEL, Sample.body(3));
        WarmUp.run(server, number -> predict, CONNECTIONS);
        double rate = measure("predict", number -> predict, CONNECTIONS, RUN).perSecond() / 2;
        byte[] ping = request("POST", "/ping?bytes=" + Interleaved.answered(server.port(), predict), Sample.body(3));
        WarmUp.run(server, number -> ping, CONNECTIONS);
        Load.Result empty = Load.open(server.port(), ping, CONNECTIONS, min(constant, LONGEST_EMPTY), rate);
        double before = server.residentMiB();
        Load.Result result = Load.open(server.port(), predict, CONNECTIONS, constant, rate);
        tell(Row.plain("predict at a constant rate for " + constant, Row.format(result.perSecond()) + " /s"));
        tell(Row.atMost("answers that were errors", result.errors() + empty.errors(), "", 0));
        tell(Row.plain("ping at the same rate, p99 and p99.9", quantiles(empty)));
        tell(Row.plain("predict at the same rate, p99 and p99.9", quantiles(result)));
        tell(Row.atMost("predict at half of saturation, p99.9", result.millis(99.9), " ms", 20));
        tell(Row.plain(
                "resident before and after", Row.format(before) + " → " + Row.format(server.residentMiB()) + " MiB"));
    }

    private static String quantiles(Load.Result result) {
        return Row.format(result.millis(99)) + " ms, " + Row.format(result.millis(99.9)) + " ms";
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private Load.Result measure(String what, LongFunction<byte[]> requests, int connections, Duration time) {
        Load.Result result = Load.closed(server.port(), requests, connections, time);
        if (result.errors() > 0) {
            tell(Row.atMost(what + ": answers that were errors", result.errors(), "", 0));
        }
        return result;
    }

    private static byte[] predict(String model, String body) {
        return request("POST", "/models/" + model + "/predict", body);
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
