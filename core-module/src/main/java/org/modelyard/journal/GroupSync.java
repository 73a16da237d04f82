package org.modelyard.journal;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One fsync for all records that were written since the last one began: at least every interval when there are any, or,
 * with {@code syncAlways}, as soon as the last one is done. No lock is held while the disk works, so the records that
 * arrive meanwhile form the next group.
 *
 * <p>Every method is called with the journal's lock held, unless it says otherwise.
 */
final class GroupSync {

    private final ReentrantLock lock;
    private final Condition work;
    private final Condition stop;
    private final long pauseNanos;
    private final Deque<Segment> dirty = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "journal-sync");

    private CompletableFuture<Void> round = new CompletableFuture<>();
    private long failures;
    private boolean stopping;

    GroupSync(ReentrantLock lock, JournalSettings settings) {
        this.lock = lock;
        this.work = lock.newCondition();
        this.stop = lock.newCondition();
        this.pauseNanos = settings.syncAlways() ? 0 : settings.fsyncInterval().toNanos();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * Notes that a record was written.
     *
     * @return completes with the fsync that covers it, exceptionally when that fails
     */
    CompletableFuture<Void> wrote(Segment segment) {
        if (dirty.peekLast() != segment) {
            dirty.add(segment);
            work.signal();
        }
        return round;
    }

    /** Has a sealed segment synced for the last time, and its file closed. */
    void sealed(Segment segment) {
        wrote(segment);
    }

    long failures() {
        return failures;
    }

    /** Syncs what is written and ends the thread; the lock must not be held. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            stop.signal();
            work.signal();
        } finally {
            lock.unlock();
        }
        joinUninterruptibly(thread);
    }

    /** An interrupt of the caller must not leave a thread behind that still writes; it is passed on afterwards. */
    static void joinUninterruptibly(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException passedOn) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long lastBegan = System.nanoTime() - pauseNanos;
        lock.lock();
        try {
            while (true) {
                while (dirty.isEmpty() && !stopping) {
                    work.awaitUninterruptibly();
                }
                if (dirty.isEmpty()) {
                    return;
                }
                pauseUntil(lastBegan + pauseNanos);
                lastBegan = System.nanoTime();
                syncRound();
            }
        } finally {
            lock.unlock();
        }
    }

    private void pauseUntil(long time) {
        long nanos = time - System.nanoTime();
        while (nanos > 0 && !stopping) {
            try {
                nanos = stop.awaitNanos(nanos);
            } catch (InterruptedException ignored) {
                return; // nobody interrupts this thread; syncing early does no harm
            }
        }
    }

    private void syncRound() {
        List<Segment> segments = List.copyOf(dirty);
        List<Segment> finished = segments.stream().filter(Segment::isSealed).toList();
        CompletableFuture<Void> covered = round;
        dirty.clear();
        round = new CompletableFuture<>();
        lock.unlock();
        Exception failure = null;
        try {
            for (Segment segment : segments) {
                failure = attempt(segment.requireFile()::force, failure);
            }
            for (Segment segment : finished) {
                failure = attempt(segment.requireFile()::close, failure);
            }
        } finally {
            lock.lock();
        }
        if (failure == null) {
            covered.complete(null);
        } else {
            failures++;
            covered.completeExceptionally(failure);
        }
    }

    /** Goes on after a failure, so that every segment gets its turn; the first failure is the one to tell. */
    private static @Nullable Exception attempt(DiskCall call, @Nullable Exception earlier) {
        try {
            call.run();
            return earlier;
        } catch (IOException | RuntimeException failed) {
            return earlier == null ? failed : earlier;
        }
    }

    private interface DiskCall {
        void run() throws IOException;
    }
}
