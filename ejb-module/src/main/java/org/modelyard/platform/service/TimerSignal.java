package org.modelyard.platform.service;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * What a timer fires: it has the work done by a thread of the pool. The container keeps the time of all timers of a node with a single thread (its
 * scheduled pool has a core of none), and whatever took its time there held up all others: a model that is being loaded, or an endpoint that hangs, kept the node
 * from hearing of a roll-back and from renewing its leases. While the work is in hand, and for half a pause after it, nothing begins.
 */
final class TimerSignal implements Runnable {

    private static final System.Logger LOG = System.getLogger(TimerSignal.class.getName());

    private final TimedWork work;
    private final long rest;
    private final ExecutorService threads;
    private final LongSupplier nanos;
    private final AtomicBoolean inHand = new AtomicBoolean();
    /** Until when nothing begins. */
    private volatile long resting;
    /** It is said once, not five times a second. */
    private volatile boolean refused;

    /**
     * @param pause between two signals
     * @param nanos as {@link System#nanoTime}
     */
    TimerSignal(TimedWork work, Duration pause, ExecutorService threads, LongSupplier nanos) {
        this.work = work;
        this.rest = pause.toNanos() / 2;
        this.threads = threads;
        this.nanos = nanos;
        this.resting = nanos.getAsLong();
    }

    @Override
    public void run() {
        if (inHand.getAndSet(true)) {
            return;
        }
        boolean begun = false;
        try {
            begun = nanos.getAsLong() - resting >= 0 && begin();
        } finally {
            if (!begun) {
                inHand.set(false);
            }
        }
    }

    /** Whatever was thrown on would end the timer for good. */
    private boolean begin() {
        try {
            threads.submit(this::work);
        } catch (RejectedExecutionException | IllegalStateException | OutOfMemoryError e) {
            // the second while the application stops, the last where the system has no thread left
            if (!refused) {
                LOG.log(Level.WARNING, "there is no thread for the timer " + work + " now; it tries again", e);
            }
            refused = true;
            return false;
        }
        if (refused) {
            LOG.log(Level.INFO, "there is a thread for the timer {0} again", work);
        }
        refused = false;
        return true;
    }

    private void work() {
        try {
            work.run();
        } finally {
            resting = nanos.getAsLong() + rest;
            inHand.set(false);
        }
    }
}
