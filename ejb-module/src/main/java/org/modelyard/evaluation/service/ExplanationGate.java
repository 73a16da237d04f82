package org.modelyard.evaluation.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.modelyard.platform.model.Refusal;

/**
 * Lets in a few explanations at the same time: one asks its model thousands of times, and predictions are not to wait for that. It is a gate of its
 * own, so that explanations keep no prediction out.
 */
@ApplicationScoped
public class ExplanationGate {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Semaphore free =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

    /** @throws Refusal.Unavailable when there is no room within two seconds */
    <T> T inside(Supplier<T> explaining) {
        if (!entered()) {
            throw new Refusal.Unavailable("More explanations are asked for than this node makes at once.", RETRY_AFTER);
        }
        try {
            return explaining.get();
        } finally {
            free.release();
        }
    }

    private boolean entered() {
        try {
            return free.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
