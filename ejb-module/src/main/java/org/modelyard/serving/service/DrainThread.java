package org.modelyard.serving.service;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Drains again and again. While the database is away it waits, each time twice as long up to a bound, and predictions go
 * on into the journal.
 */
final class DrainThread implements Runnable {

    private static final System.Logger LOG = System.getLogger(DrainThread.class.getName());

    /**
     * A record waits so long at most for others to share its transaction, unless somebody waits for it. What a transaction of half a second holds outlives a
     * collection of young objects: the old ones then filled up twenty times as fast, and were collected while everybody waited.
     */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;

    private final InferenceDrain drain;
    private final Duration patience;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition committed = lock.newCondition();
    private final Condition stop = lock.newCondition();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private long commits;
    private int failuresInRow;
    private volatile boolean stopping;

    DrainThread(InferenceDrain drain) {
        this(drain, PATIENCE);
    }

    DrainThread(InferenceDrain drain, Duration patience) {
        this.drain = drain;
        this.patience = patience;
    }

    @Override
    public void run() {
        try {
            while (!stopping) {
                if (!round(patience)) {
                    pause();
                }
            }
            finish();
        } catch (InterruptedException e) {
            Thread.currentThread()
                    .interrupt(); // the container stops its threads so; the rest is drained at the next start
        } finally {
            close();
        }
    }

    /** Lets the round that is under way end, drains what is left unless the database is away, and ends the thread. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            stop.signalAll();
        } finally {
            lock.unlock();
        }
        drain.hurry();
    }

    /** Commits since the start: to be read before looking for a row, see {@link #awaitCommit}. */
    long commits() {
        lock.lock();
        try {
            return commits;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until there are more commits than the caller has seen; what is in the journal waits for no more records then.
     *
     * @return false when the time was over first
     */
    boolean awaitCommit(long seen, Duration longest) throws InterruptedException {
        drain.hurry();
        lock.lock();
        try {
            long left = longest.toNanos();
            while (commits == seen && left > 0) {
                left = committed.awaitNanos(left);
            }
            return commits != seen;
        } finally {
            lock.unlock();
        }
    }

    /** Rows written since the start. */
    long rows() {
        return rows.get();
    }

    /** Rounds that failed since the start. */
    long failures() {
        return failures.get();
    }

    private boolean round(Duration longest) throws InterruptedException {
        try {
            int drained = drain.drain(longest);
            if (failuresInRow > 0) {
                LOG.log(Level.INFO, "the inference log is written again after {0} failed attempts", failuresInRow);
            }
            failuresInRow = 0;
            if (drained > 0) {
                rows.addAndGet(drained);
                signalCommit();
            }
            return true;
        } catch (SQLException | IOException | RuntimeException e) {
            failures.incrementAndGet();
            if (failuresInRow++ == 0) {
                LOG.log(Level.WARNING, "the inference log cannot be written; the journal keeps what is answered", e);
            }
            return false;
        }
    }

    private void finish() throws InterruptedException {
        long before;
        do {
            before = rows.get();
        } while (round(Duration.ZERO) && rows.get() > before);
    }

    private void close() {
        try {
            drain.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the journal''s reader could not be closed: {0}", e.toString());
        }
    }

    private void signalCommit() {
        lock.lock();
        try {
            commits++;
            committed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        int doublings = Math.min(failuresInRow - 1, 10);
        long millis = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << doublings);
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!stopping && left > 0) {
                left = stop.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
