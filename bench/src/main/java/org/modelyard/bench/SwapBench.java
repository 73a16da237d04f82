package org.modelyard.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Predictions over 16 connections while two versions take each other's place as fast as they can. */
final class SwapBench {

    private static final int CONNECTIONS = 16;
    private static final Duration RUN = Duration.ofSeconds(60);

    private final ServerUnderTest server;

    SwapBench(ServerUnderTest server) {
        this.server = server;
    }

    List<Row> run() throws IOException {
        byte[] predict = ServingBench.request("POST", "/models/" + Sample.MODEL + "/predict", Sample.body(3));
        int swaps = 0;
        Load.Result result;
        try (Client client = new Client(server.port(), ServerUnderTest.TOKEN)) {
            List<String> versions = List.of(Sample.train(client, Sample.MODEL), "1.0.0");
            CompletableFuture<Load.Result> load =
                    CompletableFuture.supplyAsync(() -> Load.closed(server.port(), predict, CONNECTIONS, RUN));
            while (!load.isDone()) {
                String next = versions.get(swaps % 2);
                String id = client.post(
                                "/deployments",
                                Map.of("model", Sample.MODEL, "version", next, "environment", "production"))
                        .get("id")
                        .asText();
                String state =
                        client.settled("/deployments/" + id).path("state").asText();
                if (!state.equals("ACTIVE")) {
                    throw new IOException("the deployment of " + next + " ended " + state);
                }
                swaps++;
            }
            result = load.join();
        }
        return List.of(
                Row.plain("a model swapped for another under load, in a minute", swaps + " times"),
                Row.plain(
                        "predict meanwhile, 16 connections",
                        Row.format(result.perSecond()) + " /s, p99 " + Row.format(result.millis(99)) + " ms"),
                Row.atMost("answers that were errors meanwhile", result.errors(), "", 0));
    }
}
