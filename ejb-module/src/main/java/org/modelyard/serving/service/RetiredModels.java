package org.modelyard.serving.service;

import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.modelyard.ml.score.Scorer;

/** Models that hold memory outside of the heap and were let go of: not closed yet, and perhaps still answering for those who got them before. */
final class RetiredModels {

    /** Longer than any request. */
    private static final Duration GRACE = Duration.ofMinutes(15);

    private final ConcurrentLinkedQueue<Retired> waiting = new ConcurrentLinkedQueue<>();

    private record Retired(Scorer scorer, long bytes, long nanos) {}

    void add(Scorer scorer, long bytes) {
        waiting.add(new Retired(scorer, bytes, System.nanoTime()));
    }

    /** That they take until they are closed. */
    long bytes() {
        return waiting.stream().mapToLong(Retired::bytes).sum();
    }

    /** @param now as {@link System#nanoTime} tells it */
    void close(long now) {
        for (Retired oldest = waiting.peek();
                oldest != null && now - oldest.nanos() > GRACE.toNanos();
                oldest = waiting.peek()) {
            if (waiting.remove(oldest)) {
                oldest.scorer().close();
            }
        }
    }
}
