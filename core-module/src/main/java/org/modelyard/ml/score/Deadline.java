package org.modelyard.ml.score;

import java.time.Duration;

/**
 * Until when an answer is of use.
 *
 * @param set false: whenever it comes
 * @param nanos as {@link System#nanoTime} will tell it
 */
public record Deadline(boolean set, long nanos) {

    /** Whenever it comes. */
    public static final Deadline NONE = new Deadline(false, 0);

    /** @param startNanos {@link System#nanoTime} when the time began */
    public static Deadline after(long startNanos, Duration time) {
        return new Deadline(true, startNanos + time.toNanos());
    }

    /** The one that comes first. */
    public Deadline or(Deadline other) {
        if (!set || !other.set) {
            return set ? this : other;
        }
        return nanos - other.nanos <= 0 ? this : other;
    }

    public boolean over() {
        return set && System.nanoTime() - nanos >= 0;
    }

    /** @return nanoseconds left, at least 0; the largest number without a deadline */
    public long left() {
        return set ? Math.max(0, nanos - System.nanoTime()) : Long.MAX_VALUE;
    }
}
