package org.modelyard.ml.declared;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.score.Deadline;
import org.modelyard.ml.score.TooLate;
import org.modelyard.ml.score.Unanswerable;

/** Calls of one endpoint: each in its time, tried again where that may help, and none while it is broken. Follows no redirect. */
final class RemoteCalls {

    private static final int MOST_BYTES = 8 << 20;
    private static final int TOO_MANY = 429;
    private static final int SERVER_FAULT = 500;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One for all: it holds a thread. */
    private static final class Shared {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    private final RemoteSpec spec;
    private final @Nullable String secret;
    private final CircuitBreaker breaker;

    RemoteCalls(RemoteSpec spec, @Nullable String secret) {
        this.spec = spec;
        this.secret = secret;
        this.breaker = new CircuitBreaker(spec.failures(), spec.pause(), System::nanoTime);
    }

    /** What another try may mend. */
    private static final class Failed extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean late;

        Failed(String message, boolean late) {
            super(message);
            this.late = late;
        }
    }

    /**
     * @return what the endpoint answers
     * @throws TooLate when it does not in time
     * @throws Unanswerable when it is broken, or refuses
     */
    JsonNode ask(JsonNode body, Deadline deadline) {
        if (!breaker.lets()) {
            throw new Unanswerable("the endpoint has failed " + spec.failures()
                    + " times in a row, and is left alone for " + spec.pause());
        }
        boolean good = false;
        try {
            if (breaker.trying() && spec.health() != null) {
                send(get(spec.health()), deadline);
            }
            JsonNode answer = tried(post(body), deadline);
            good = true;
            return answer;
        } catch (Failed e) {
            if (e.late) {
                throw new TooLate("the endpoint " + e.getMessage());
            }
            throw new Unanswerable("the endpoint " + e.getMessage());
        } catch (Refused e) {
            good = true; // it works, and does not like this row
            throw new Unanswerable("the endpoint " + e.getMessage());
        } finally {
            if (good) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
        }
    }

    /** The endpoint has said that it does not answer this. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    private JsonNode tried(HttpRequest request, Deadline deadline) throws Failed, Refused {
        for (int left = spec.retries(); ; left--) {
            try {
                return parsed(send(request, deadline));
            } catch (Failed e) {
                if (left <= 0 || deadline.over()) {
                    throw e;
                }
            }
        }
    }

    private byte[] send(HttpRequest request, Deadline deadline) throws Failed, Refused {
        long nanos = Math.min(spec.timeout().toNanos(), deadline.left());
        CompletableFuture<HttpResponse<byte[]>> call =
                Shared.CLIENT.sendAsync(request, head -> new BoundedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = call.get(nanos, TimeUnit.NANOSECONDS);
            int status = response.statusCode();
            if (status >= SERVER_FAULT || status == TOO_MANY) {
                throw new Failed("has answered " + status, false);
            }
            if (status < 200 || status >= 300) {
                throw new Refused("has answered " + status);
            }
            return response.body();
        } catch (TimeoutException e) {
            call.cancel(true);
            throw new Failed("has not answered within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms", true);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof IOException) {
                throw new Failed("cannot be reached: " + cause, false);
            }
            throw new IllegalStateException(cause);
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new TooLate("interrupted while an endpoint was asked");
        }
    }

    private static JsonNode parsed(byte[] body) throws Failed {
        try {
            JsonNode answer = JSON.readTree(body);
            if (answer == null || answer.isMissingNode()) {
                throw new Failed("has answered nothing", false);
            }
            return answer;
        } catch (JsonProcessingException e) {
            throw new Failed("has not answered JSON", false);
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory are read", e);
        }
    }

    private HttpRequest post(JsonNode body) {
        return request(spec.url())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toString().getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private HttpRequest get(URI url) {
        return request(url).GET().build();
    }

    private HttpRequest.Builder request(URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).header("Accept", "application/json");
        if (secret != null) {
            request.header(spec.header(), spec.prefix() + secret);
        }
        return request;
    }
}
