package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/**
 * Looks inferences up. One that was answered a moment ago may still be on its way from the journal: for a fresh id the
 * look-up waits for the drain, up to 300 ms.
 */
@ApplicationScoped
public class InferenceLog {

    private static final Duration PATIENCE = Duration.ofMillis(300);
    private static final Duration FRESH = Duration.ofMinutes(1);

    @Inject
    private InferenceReading reading;

    @Inject
    private Clock clock;

    private volatile @Nullable DrainThread drain;

    void drainedBy(DrainThread started) {
        drain = started;
    }

    /** Rows drained since the start. */
    public long drainedRows() {
        DrainThread running = drain;
        return running == null ? 0 : running.rows();
    }

    /** Rounds of the drain that failed since the start. */
    public long drainFailures() {
        DrainThread running = drain;
        return running == null ? 0 : running.failures();
    }

    /** @throws Refusal.NotFound when it is not in the log, or not yet */
    public InferenceView get(Caller caller, UUID id) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long seen = commits();
        Optional<InferenceView> found = reading.find(caller, id);
        while (found.isEmpty() && isFresh(id) && awaitCommit(seen, deadline)) {
            seen = commits();
            found = reading.find(caller, id);
        }
        return found.orElseThrow(() -> new Refusal.NotFound("inference", id.toString()));
    }

    private long commits() {
        DrainThread running = drain;
        return running == null ? 0 : running.commits();
    }

    private boolean isFresh(UUID id) {
        return Duration.between(Ids.madeAt(id), clock.instant()).abs().compareTo(FRESH) < 0;
    }

    private boolean awaitCommit(long seen, long deadline) {
        DrainThread running = drain;
        long left = deadline - System.nanoTime();
        if (running == null || left <= 0) {
            return false;
        }
        try {
            return running.awaitCommit(seen, Duration.ofNanos(left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
