package org.modelyard.registry.scrub;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/** Lets so many bytes a second through, whoever asks, without saving up what was not used. May be used by many threads. */
public final class Pace {

    private static final double SECOND = 1e9;

    private final double nanosPerByte;
    private final LongSupplier nanos;
    private final LongConsumer pause;
    private long free;

    /**
     * @param bytesPerSecond of all who ask together
     * @param nanos a clock that never goes back
     * @param pause waits so many nanoseconds
     */
    public Pace(long bytesPerSecond, LongSupplier nanos, LongConsumer pause) {
        this.nanosPerByte = SECOND / bytesPerSecond;
        this.nanos = nanos;
        this.pause = pause;
        this.free = nanos.getAsLong();
    }

    /** Returns when bytes that were read before have had their time; these have theirs from then on. */
    public void read(long bytes) {
        long wait = due(bytes);
        if (wait > 0) {
            pause.accept(wait);
        }
    }

    private synchronized long due(long bytes) {
        long now = nanos.getAsLong();
        long begin = Math.max(free, now);
        free = begin + (long) (bytes * nanosPerByte);
        return begin - now;
    }
}
