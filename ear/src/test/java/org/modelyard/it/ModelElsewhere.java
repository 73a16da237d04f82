package org.modelyard.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model of numbers ({@link NumbersInService}) that is served elsewhere, at a path of its own of the run's one endpoint. It answers 0 to less than 100 and 100
 * to more, until it is told to behave otherwise. A server tries a version with 0.
 */
final class ModelElsewhere implements AutoCloseable {

    private static final Pattern X = Pattern.compile("\"x\" *: *([0-9.]+)");
    private static final int HUNDRED = 100;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final String path = "/" + UUID.randomUUID();
    private final AtomicInteger waiting = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile double high = HUNDRED;
    /** To more than that it answers 500. */
    private volatile double answered = Double.MAX_VALUE;

    private volatile Duration takes = Duration.ZERO;
    private volatile boolean hanging;

    ModelElsewhere() {
        Endpoint.HTTP.createContext(path, this::answer);
    }

    /** One for the whole run, since it is settled when a server starts whom it may ask. */
    private static final class Endpoint {
        static final HttpServer HTTP = started();

        private static HttpServer started() {
            System.setProperty("sun.net.httpserver.nodelay", "true"); // else a body waits for the receipt of its head
            Executor threads = Executors.newCachedThreadPool(work -> {
                Thread thread = new Thread(work, "model-elsewhere");
                thread.setDaemon(true);
                return thread;
            });
            try {
                HttpServer http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 50);
                http.setExecutor(threads);
                // from a thread that keeps no run from ending, so that its own does not either
                CompletableFuture.runAsync(http::start, threads).join();
                return http;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What servers under test are to allow in {@code MODELYARD_REMOTE_HOSTS}. */
    static String host() {
        return "127.0.0.1:" + Endpoint.HTTP.getAddress().getPort();
    }

    /** Of a version that asks it, once a row and without a breaker that would answer for it. */
    String document() {
        return "{\"scorer\":{\"type\":\"remote\",\"protocol\":\"JSON\",\"url\":\"http://" + host() + path + "\","
                + "\"signature\":{\"task\":\"REGRESSION\",\"inputs\":[{\"name\":\"x\",\"type\":\"NUMERIC\"}]},"
                + "\"timeout\":\"PT30S\",\"retries\":0,\"concurrency\":16,\"breaker\":{\"failures\":1000},"
                + "\"template\":{\"x\":\"{{x}}\"},\"answer\":{\"value\":\"/y\"}}}";
    }

    /** From now on this is what it answers to 100 and more: somebody has put another model behind its address. */
    void answers(double other) {
        high = other;
    }

    /** From now on it answers 500, but not to what it is tried with. */
    void breaks() {
        answered = 0;
    }

    /** From now on it answers 500 to everything. */
    void fails() {
        answered = -1;
    }

    /** From now on it takes its time. */
    void takes(Duration time) {
        takes = time;
    }

    /** From now on it answers nobody until it is closed, and be it tried. */
    void hangs() {
        hanging = true;
    }

    /** Questions that are not answered yet. */
    int waiting() {
        return waiting.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        waiting.incrementAndGet();
        try (exchange) {
            Matcher x = X.matcher(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            double asked = x.find() ? Double.parseDouble(x.group(1)) : 0;
            pause(hanging ? LONGEST : asked > 0 ? takes : Duration.ZERO);
            byte[] body = ("{\"y\":" + (asked >= HUNDRED ? high : 0) + "}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(asked > answered ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
        } finally {
            waiting.decrementAndGet();
        }
    }

    private void pause(Duration time) throws IOException {
        try {
            closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Whoever still waits is answered. */
    @Override
    public void close() {
        closed.countDown();
        Endpoint.HTTP.removeContext(path);
    }
}
