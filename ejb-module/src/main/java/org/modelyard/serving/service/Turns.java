package org.modelyard.serving.service;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one of many through in a while. */
final class Turns {

    private final long gapNanos;
    private final AtomicLong last;

    Turns(Duration gap) {
        this.gapNanos = gap.toNanos();
        this.last = new AtomicLong(System.nanoTime() - gapNanos);
    }

    /** Whether it is the caller's turn. */
    boolean next() {
        long now = System.nanoTime();
        long before = last.get();
        return now - before >= gapNanos && last.compareAndSet(before, now);
    }
}
