package org.modelyard.platform.service;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What one timer does: only while the server is ready for it and not stopping, once at a time. A failure is logged when
 * it begins and when it is over, and never ends the timer.
 */
final class TimedWork implements Runnable {

    private static final System.Logger LOG = System.getLogger(TimedWork.class.getName());

    private final String name;
    private final Runnable work;
    private final BooleanSupplier ready;
    private final ReentrantLock running = new ReentrantLock();
    private volatile boolean stopping;
    private @Nullable Throwable failing;

    TimedWork(String name, Runnable work, BooleanSupplier ready) {
        this.name = name;
        this.work = work;
        this.ready = ready;
    }

    @Override
    public void run() {
        running.lock();
        try {
            if (!stopping && ready.getAsBoolean()) {
                work();
            }
        } finally {
            running.unlock();
        }
    }

    private void work() {
        try {
            work.run();
            if (failing != null) {
                LOG.log(Level.INFO, "the timer {0} works again", name);
            }
            failing = null;
        } catch (RuntimeException | LinkageError | VirtualMachineError e) { // what the pool keeps nobody sees
            if (failing == null) {
                LOG.log(Level.WARNING, "the timer " + name + " did not get through; it tries again", e);
            }
            failing = e;
        }
    }

    /**
     * It begins nothing from now on.
     *
     * @return false when what it has begun goes on after this time
     */
    boolean stop(Duration longest) {
        stopping = true;
        try {
            if (!running.tryLock(longest.toNanos(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            running.unlock();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
