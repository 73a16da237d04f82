package org.modelyard.serving.service;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.ServingSettings;

/**
 * Lets in so many predictions at the same time, a few more wait for a moment, and the rest is sent away at once: those that
 * are let in are answered as fast under too much load as under enough.
 */
@ApplicationScoped
public class PredictionGate {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    @Inject
    private ServingSettings settings;

    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder shed = new LongAdder();
    private Semaphore free = new Semaphore(0);

    @PostConstruct
    void open() {
        free = new Semaphore(settings.concurrency());
    }

    /**
     * To be followed by {@link #leave}, whatever happens.
     *
     * @param deadline of the request: nobody waits longer
     * @throws Refusal.Unavailable when there are too many
     */
    public void enter(Deadline deadline) {
        if (!free.tryAcquire() && !waited(deadline)) {
            shed.increment();
            throw new Refusal.Unavailable(
                    "More predictions are asked for than this node answers; this one was not looked at.", RETRY_AFTER);
        }
    }

    private boolean waited(Deadline deadline) {
        long nanos = Math.min(settings.patience().toNanos(), deadline.left());
        try {
            return waiting.incrementAndGet() <= settings.queue() && free.tryAcquire(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }

    public void leave() {
        free.release();
    }

    /** Requests that were sent away since the start. */
    public long shed() {
        return shed.sum();
    }

    /** Requests that are being answered. */
    public long inside() {
        return settings.concurrency() - free.availablePermits();
    }

    /** Requests that wait for their turn. */
    public long waiting() {
        return waiting.get();
    }
}
