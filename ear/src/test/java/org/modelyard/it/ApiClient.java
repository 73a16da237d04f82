package org.modelyard.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a program outside sees of a server: HTTP with a bearer token, JSON as trees. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private final URI base;
    private final @Nullable String token;

    /** @param token null for a client without one */
    public ApiClient(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    /** The same server, another token. */
    public ApiClient with(@Nullable String otherToken) {
        return new ApiClient(base, otherToken);
    }

    /** An answer, read to its end. */
    public record Reply(String request, int status, Map<String, java.util.List<String>> headers, String body) {

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (JsonProcessingException e) {
                throw new AssertionError(this + " is no JSON", e);
            }
        }

        public Optional<String> header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .flatMap(header -> header.getValue().stream())
                    .findFirst();
        }

        /** This reply, when it has one of these states; else the test fails with all that was answered. */
        public Reply expect(int... states) {
            if (Arrays.stream(states).noneMatch(state -> state == status)) {
                throw new AssertionError("expected " + Arrays.toString(states) + " but got " + this);
            }
            return this;
        }

        @Override
        public String toString() {
            return request + " -> " + status + " " + (body.length() > 2_000 ? body.substring(0, 2_000) + "…" : body);
        }
    }

    public Reply get(String path) {
        return send("GET", path, BodyPublishers.noBody(), Map.of());
    }

    public Reply delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), Map.of());
    }

    /** @param json a JSON text, or "" for no body */
    public Reply post(String path, String json) {
        return send("POST", path, json, Map.of());
    }

    public Reply post(String path, Object json) {
        return post(path, write(json));
    }

    /** @param headers beside the token; {@code Content-Type} is JSON unless they say otherwise */
    public Reply send(String method, String path, String body, Map<String, String> headers) {
        return send(method, path, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body), headers);
    }

    public Reply send(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpResponse<String> response = whole(request(method, path, body, headers), BodyHandlers.ofString());
        return new Reply(
                method + " " + path, response.statusCode(), response.headers().map(), response.body());
    }

    /** Up to the end of its body: the request's own time ends with the headers. */
    private static <T> HttpResponse<T> whole(HttpRequest request, BodyHandler<T> handler) {
        String what = request.method() + " " + request.uri();
        CompletableFuture<HttpResponse<T>> answer = HTTP.sendAsync(request, handler);
        try {
            return answer.get(LONGEST.toSeconds() + 1, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException cause
                    ? new UncheckedIOException(what + " failed: " + cause, cause)
                    : new IllegalStateException(what + " failed", e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new UncheckedIOException(new HttpTimeoutException(what + " was not answered within " + LONGEST));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IllegalStateException(what + " was interrupted", e);
        }
    }

    /** What a GET answers, as bytes; it must have this state. */
    public byte[] bytes(String path, Map<String, String> headers, int state) {
        HttpResponse<byte[]> response =
                whole(request("GET", path, BodyPublishers.noBody(), headers), BodyHandlers.ofByteArray());
        if (response.statusCode() != state) {
            throw new AssertionError("GET " + path + " -> " + response.statusCode());
        }
        return response.body();
    }

    /** The lines of a stream of server-sent events; the caller closes it. */
    public Stream<String> events(String path) {
        HttpRequest request = request("GET", path, BodyPublishers.noBody(), Map.of("Accept", "text/event-stream"));
        try {
            HttpResponse<Stream<String>> response = HTTP.send(request, BodyHandlers.ofLines());
            if (response.statusCode() != 200) {
                throw new AssertionError("GET " + path + " -> " + response.statusCode() + " "
                        + response.body().toList());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("GET " + path + " was interrupted", e);
        }
    }

    /** An open WebSocket; what it says, the listener hears. */
    public WebSocket socket(String path, WebSocket.Listener listener) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder().connectTimeout(CONNECT);
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        return builder.buildAsync(URI.create(base.toString().replace("http:", "ws:") + path), listener)
                .join();
    }

    /** Whether the server listens and says 200 there. */
    public boolean answers(String path) {
        try {
            return get(path).status() == 200;
        } catch (UncheckedIOException notListening) {
            return false;
        }
    }

    private HttpRequest request(String method, String path, BodyPublisher body, Map<String, String> headers) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(LONGEST).method(method, body);
        if (body.contentLength() != 0) {
            builder.setHeader("Content-Type", "application/json");
        }
        if (token != null) {
            builder.setHeader("Authorization", "Bearer " + token);
        }
        headers.forEach(builder::setHeader);
        return builder.build();
    }

    /** Maps, lists, records and trees as JSON. */
    public static String write(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
