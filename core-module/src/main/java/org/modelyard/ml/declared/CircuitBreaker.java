package org.modelyard.ml.declared;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * After so many failures one after the other nobody is let through for a while; then one at a time, until one succeeds. What becomes of a
 * call that was let through before it opened, or closed, tells nothing of how it is now, and is ignored. Safe for many threads; what it
 * guards runs outside of its lock.
 */
final class CircuitBreaker {

    private final int most;
    private final long pauseNanos;
    private final LongSupplier clock;
    private int failures;
    private boolean open;
    private boolean trying;
    private long openedNanos;
    private int generation;

    /** @param clock as {@link System#nanoTime} */
    CircuitBreaker(int most, Duration pause, LongSupplier clock) {
        this.most = most;
        this.pauseNanos = pause.toNanos();
        this.clock = clock;
    }

    /**
     * A call that was let through.
     *
     * @param generation of openings and closings that it belongs to
     * @param trying whether it finds out if the others may
     */
    record Pass(int generation, boolean trying) {}

    /** Null when no call may go through now; else to be told of by {@link #succeeded}, {@link #failed} or {@link #abandoned}. */
    synchronized @Nullable Pass enter() {
        if (!open) {
            return new Pass(generation, false);
        }
        if (trying || clock.getAsLong() - openedNanos < pauseNanos) {
            return null;
        }
        trying = true;
        return new Pass(generation, true);
    }

    synchronized void succeeded(Pass pass) {
        if (pass.generation() != generation) {
            return;
        }
        failures = 0;
        if (pass.trying()) {
            open = false;
            trying = false;
            generation++;
        }
    }

    synchronized void failed(Pass pass) {
        if (pass.generation() != generation) {
            return;
        }
        failures++;
        if (pass.trying() || failures >= most) {
            open = true;
            trying = false;
            generation++;
            openedNanos = clock.getAsLong();
        }
    }

    /** The call has ended before it could tell anything: the next one may try. */
    synchronized void abandoned(Pass pass) {
        if (pass.generation() == generation && pass.trying()) {
            trying = false;
        }
    }
}
