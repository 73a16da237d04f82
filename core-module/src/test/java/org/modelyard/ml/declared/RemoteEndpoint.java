package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;

/** An endpoint that answers as it is told, and scorers that ask it. */
abstract class RemoteEndpoint {

    static final String SIGNATURE =
            "\"signature\":{\"task\":\"CLASSIFICATION\",\"labels\":[\"no\",\"yes\"],\"inputs\":["
                    + "{\"name\":\"a\",\"type\":\"NUMERIC\"},{\"name\":\"b\",\"type\":\"NUMERIC\",\"default\":7}]}";
    static final String NUMBER = "\"signature\":{\"task\":\"REGRESSION\",\"inputs\":["
            + "{\"name\":\"a\",\"type\":\"NUMERIC\"},{\"name\":\"words\",\"type\":\"TEXT\",\"required\":false}]}";
    static final String SECRET = "modelyard.remote.secret.scores";
    static final InputRow ROW = new InputRow(new double[] {1.5, Double.NaN}, new String[2]);

    record Asked(String method, String path, JsonNode body, @Nullable String authorization) {}

    record Reply(int status, String body) {}

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    final ExecutorService threads = Executors.newCachedThreadPool();
    final HttpServer server;
    final CountDownLatch never = new CountDownLatch(1);
    volatile Function<Asked, Reply> says = ask -> new Reply(500, "{}");

    RemoteEndpoint() throws IOException {
        secrets.put(SECRET, "s3cret");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
        secrets.put(SECRET + ".host", host());
    }

    @AfterEach
    void stop() {
        never.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        Asked ask = new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                RuleTableTest.json(body.length == 0 ? "null" : new String(body, StandardCharsets.UTF_8)),
                exchange.getRequestHeaders().getFirst("Authorization"));
        asked.add(ask);
        Reply reply = says.apply(ask);
        byte[] bytes = reply.body().getBytes(StandardCharsets.UTF_8);
        if (reply.status() == 302) {
            exchange.getResponseHeaders().add("Location", url("/elsewhere"));
        }
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    ScorerSpec spec(String document) {
        return ScorerSpec.read(
                RuleTableTest.json("{\"type\":\"remote\",\"url\":\"" + url("/ask") + "\"," + document + "}"));
    }

    Scorer open(String document) {
        return spec(document).open(with(Set.of(host())));
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The configuration: a secret, and where it may be sent. */
    final Map<String, String> secrets = new HashMap<>();

    Surroundings with(Set<String> hosts) {
        return new Surroundings() {
            @Override
            public Scorer member(String sha256) {
                throw new AssertionError("an endpoint has no members");
            }

            @Override
            public RemoteAccess remote() {
                return new RemoteAccess(hosts, key -> Optional.ofNullable(secrets.get(key)));
            }
        };
    }
}
