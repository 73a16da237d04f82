package org.modelyard.it;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for what the server does on its own, by asking again; fails with what was waited for. */
public final class Await {

    private static final Duration POLL = Duration.ofMillis(100);

    private Await() {}

    /** @return the first answer that is there */
    public static <T> T until(String what, Duration longest, Supplier<Optional<T>> question) {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            Optional<T> answer = question.get();
            if (answer.isPresent()) {
                return answer.get();
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + longest + " in vain for " + what);
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** Asks an address until its JSON has one of these in the field {@code state}. */
    public static ApiClient.Reply state(ApiClient api, String path, Duration longest, String... states) {
        java.util.List<String> wanted = java.util.List.of(states);
        ApiClient.Reply[] last = new ApiClient.Reply[1];
        try {
            return until(path + " in " + wanted, longest, () -> {
                ApiClient.Reply reply = api.get(path).expect(200);
                last[0] = reply;
                return wanted.contains(reply.json().path("state").asText()) ? Optional.of(reply) : Optional.empty();
            });
        } catch (AssertionError late) {
            throw new AssertionError(late.getMessage() + "; last: " + last[0], late);
        }
    }
}
