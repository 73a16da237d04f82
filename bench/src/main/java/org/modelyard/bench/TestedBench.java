package org.modelyard.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/** Predictions that an A/B test of two versions divides, against the empty endpoint of the same server: as many bytes in and out. */
final class TestedBench {

    private static final int CONNECTIONS = 16;
    private static final int UNITS = 10_000;
    private static final long POLL_NANOS = 100_000_000;
    private static final String EXPERIMENT = "bench-next";

    private final ServerUnderTest server;

    TestedBench(ServerUnderTest server) {
        this.server = server;
    }

    List<Row> run() throws IOException {
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            begin(client, Sample.train(client, Sample.MODEL));
        }
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < UNITS; i++) {
            bodies.add(request(
                    "/models/" + Sample.MODEL + "/predict", Sample.body(3).replace("user-42", "user-" + i)));
        }
        LongFunction<byte[]> next = number -> bodies.get((int) (number % UNITS));
        int bytes = Interleaved.answered(server.port(), bodies.get(0));
        byte[] ping = request("/ping?bytes=" + bytes, Sample.body(3));
        WarmUp.run(server, number -> ping, CONNECTIONS);
        WarmUp.run(server, next, CONNECTIONS);
        Interleaved result = Interleaved.measure(server.port(), ping, next, CONNECTIONS);
        double backlog = new PredictBench(server).backlogSeconds();
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            client.json("/experiments/" + EXPERIMENT + "/stop", "");
        }
        return List.of(
                Row.plain("predict under an A/B test, 16 connections", Row.format(result.full()) + " /s"),
                Row.atLeast("predict under an A/B test / ping, throughput, median of 5", result.throughput(), " %", 80),
                Row.atMost("predict under an A/B test / ping, p99, median of 5", result.tail(), " ×", 1.5),
                Row.atMost("answers that were errors", result.errors(), "", 0),
                Row.atMost("backlog at the end, in seconds of that traffic", backlog, " s", 5));
    }

    private void begin(Client client, String version) throws IOException {
        client.post(
                "/experiments",
                Map.of(
                        "name",
                        EXPERIMENT,
                        "model",
                        Sample.MODEL,
                        "variants",
                        List.of(
                                Map.of("name", "now", "version", "champion"),
                                Map.of("name", "next", "version", version)),
                        "metric",
                        Map.of("source", "FEEDBACK", "event", "used"),
                        "window",
                        "PT1H"));
        client.json("/experiments/" + EXPERIMENT + "/start", "");
        String probe = "{\"inputs\":" + inputs() + ",\"unit\":\"probe\"}";
        while (client.json("/models/" + Sample.MODEL + "/predict", probe)
                .at("/predictions/0/variant")
                .asText()
                .equals("main")) {
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private static String inputs() {
        String body = Sample.body(3);
        return body.substring(body.indexOf(':') + 1, body.indexOf('}') + 1);
    }

    private static byte[] request(String path, String body) {
        return ServingBench.request("POST", path, body);
    }
}
