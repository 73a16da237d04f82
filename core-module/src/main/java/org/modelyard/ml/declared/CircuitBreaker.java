package org.modelyard.ml.declared;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * After so many failures one after the other nobody is let through for a while; then one at a time, until one succeeds. Safe for many
 * threads; what it guards runs outside of its lock.
 */
final class CircuitBreaker {

    private final int most;
    private final long pauseNanos;
    private final LongSupplier clock;
    private int failures;
    private boolean open;
    private boolean trying;
    private long openedNanos;

    /** @param clock as {@link System#nanoTime} */
    CircuitBreaker(int most, Duration pause, LongSupplier clock) {
        this.most = most;
        this.pauseNanos = pause.toNanos();
        this.clock = clock;
    }

    /** Whether a call may go through; one that may is to be told of by {@link #succeeded} or {@link #failed}. */
    synchronized boolean lets() {
        if (!open) {
            return true;
        }
        if (trying || clock.getAsLong() - openedNanos < pauseNanos) {
            return false;
        }
        trying = true;
        return true;
    }

    /** Whether the call that was just let through finds out if the others may. */
    synchronized boolean trying() {
        return trying;
    }

    synchronized void succeeded() {
        failures = 0;
        open = false;
        trying = false;
    }

    synchronized void failed() {
        failures++;
        trying = false;
        if (open || failures >= most) {
            open = true;
            openedNanos = clock.getAsLong();
        }
    }
}
