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
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
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
    /** For room beside others: as long as a fast endpoint needs for several answers. */
    private static final Duration WAIT = Duration.ofMillis(100);

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
    private final @Nullable SecretHeader secret;
    private final CircuitBreaker breaker;
    private final Semaphore room;

    RemoteCalls(RemoteSpec spec, @Nullable SecretHeader secret) {
        this.spec = spec;
        this.secret = secret;
        this.breaker = new CircuitBreaker(spec.failures(), spec.pause(), System::nanoTime);
        this.room = new Semaphore(spec.concurrency());
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

    /** The endpoint has said that it does not answer this. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /**
     * @return what the endpoint answers
     * @throws TooLate when it does not in time
     * @throws Unanswerable when it is broken, or refuses, or is asked as much as it may be
     */
    JsonNode ask(JsonNode body, Deadline deadline) {
        enter(deadline);
        try {
            CircuitBreaker.Pass pass = breaker.enter();
            if (pass == null) {
                throw new Unanswerable("the endpoint has failed " + spec.failures()
                        + " times in a row, and is left alone for " + spec.pause());
            }
            return guarded(body, deadline, pass);
        } finally {
            room.release();
        }
    }

    /** So that an endpoint that hangs holds a few of those who answer requests, and not all. */
    private void enter(Deadline deadline) {
        try {
            if (!room.tryAcquire(Math.min(WAIT.toNanos(), deadline.left()), TimeUnit.NANOSECONDS)) {
                if (deadline.over()) {
                    throw new TooLate("there was no time left to ask the endpoint");
                }
                throw Unanswerable.forWantOfRoom(
                        "the endpoint is being asked " + spec.concurrency() + " times at once, and no more is allowed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooLate("interrupted while others asked the endpoint");
        }
    }

    private JsonNode guarded(JsonNode body, Deadline deadline, CircuitBreaker.Pass pass) {
        Consumer<CircuitBreaker.Pass> told =
                breaker::abandoned; // until it is known that the endpoint works, or does not
        try {
            if (pass.trying() && spec.health() != null) {
                healthy(spec.health(), deadline);
            }
            JsonNode answer = tried(post(body), deadline);
            told = breaker::succeeded;
            return answer;
        } catch (Failed e) {
            told = breaker::failed;
            if (e.late) {
                throw new TooLate("the endpoint " + e.getMessage());
            }
            throw new Unanswerable("the endpoint " + e.getMessage());
        } catch (Refused e) {
            told = breaker::succeeded; // it works, and does not like this row
            throw new Unanswerable("the endpoint " + e.getMessage());
        } finally {
            told.accept(pass);
        }
    }

    private void healthy(URI health, Deadline deadline) throws Failed {
        try {
            send(get(health), deadline);
        } catch (Refused e) { // a redirect, or an address that is not there, is no good health
            throw new Failed("is not healthy: it " + e.getMessage(), false);
        }
    }

    private JsonNode tried(HttpRequest request, Deadline deadline) throws Failed, Refused {
        Failed before = null;
        for (int left = spec.retries(); ; left--) {
            try {
                return parsed(send(request, deadline));
            } catch (Failed e) {
                if (left <= 0 || deadline.over()) {
                    throw e;
                }
                before = e;
            } catch (TooLate e) {
                if (before == null) {
                    throw e;
                }
                throw new Failed(before.getMessage() + ", and there was no time to ask again", true);
            }
        }
    }

    /** @throws TooLate when the caller has no more time: that tells nothing of the endpoint */
    private byte[] send(HttpRequest request, Deadline deadline) throws Failed, Refused {
        long left = deadline.left();
        if (left == 0) {
            throw new TooLate("there was no time left to ask the endpoint");
        }
        boolean callers = left < spec.timeout().toNanos();
        long nanos = callers ? left : spec.timeout().toNanos();
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
            String late = "has not answered within " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms";
            if (callers) {
                throw new TooLate("the endpoint " + late + ", which was all the time there was");
            }
            throw new Failed(late, true);
        } catch (ExecutionException e) {
            throw broken(e.getCause());
        } catch (InterruptedException e) {
            call.cancel(true);
            Thread.currentThread().interrupt();
            throw new TooLate("interrupted while an endpoint was asked");
        }
    }

    /** The kind of what went wrong: its message may repeat what the endpoint has sent. */
    private static Failed broken(@Nullable Throwable cause) {
        for (Throwable one = cause; one != null; one = one.getCause()) {
            if (one instanceof BoundedBody.TooLong tooLong) {
                return new Failed("is not understood: " + tooLong.getMessage(), false);
            }
        }
        if (cause instanceof IOException) {
            return new Failed("cannot be reached (" + cause.getClass().getSimpleName() + ")", false);
        }
        throw new IllegalStateException(cause);
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
        return secret == null ? request : secret.on(request);
    }
}
