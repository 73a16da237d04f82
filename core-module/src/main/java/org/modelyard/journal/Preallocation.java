package org.modelyard.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one segment ready ahead of the one being written, from drained files or from new ones, until the reserve is used
 * up. Its thread does all that touches the directory, so that neither a request nor a drain waits for it.
 *
 * <p>Every method is called with the journal's lock held.
 */
final class Preallocation {

    /** After the disk refused: somebody may have made room on it. A release is noticed at once. */
    private static final long RETRY_MILLIS = 500;

    private final ReentrantLock lock;
    private final Condition work;
    private final Condition decided;
    private final JournalDirectory directory;
    private final int segmentBytes;
    private final long reserveBytes;
    private final Deque<Path> spares;
    private final Deque<Segment> retired = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "journal-preallocation");

    private long allocated;
    private long nextNumber;
    private @Nullable Segment next;
    private @Nullable JournalFull refusal;
    private long failures;
    private boolean stopping;

    Preallocation(
            ReentrantLock lock, JournalDirectory directory, JournalSettings settings, RecoveredJournal recovered) {
        this.lock = lock;
        this.work = lock.newCondition();
        this.decided = lock.newCondition();
        this.directory = directory;
        this.segmentBytes = settings.segmentBytes();
        this.reserveBytes = settings.reserveBytes();
        this.spares = new ArrayDeque<>(recovered.spares());
        this.allocated = recovered.allocatedBytes();
        this.nextNumber = recovered.nextNumber();
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /**
     * The prepared segment. Waits, without the lock, while one is being prepared.
     *
     * @param stillNeeded asked again after each wait: another thread may have taken the segment meanwhile
     * @return null when it is not needed any more
     * @throws JournalFull when there is no room for one
     */
    @Nullable
    Segment take(BooleanSupplier stillNeeded) throws JournalFull {
        while (stillNeeded.getAsBoolean()) {
            Segment taken = next;
            if (taken != null) {
                next = null;
                work.signal();
                return taken;
            }
            if (refusal != null) {
                throw refusal;
            }
            if (stopping) {
                throw new IllegalStateException("the journal is closed");
            }
            decided.awaitUninterruptibly();
        }
        return null;
    }

    /** Takes back a segment whose records are all drained. */
    void retire(Segment drained) {
        retired.add(drained);
        refusal = null;
        work.signal();
    }

    /** Numbers from here on were never given to a segment. */
    long nextNumber() {
        return nextNumber;
    }

    long allocatedBytes() {
        return allocated;
    }

    /** Returns once the thread has ended; the lock must not be held. */
    void stop() {
        lock.lock();
        try {
            stopping = true;
            work.signal();
            decided.signalAll();
        } finally {
            lock.unlock();
        }
        GroupSync.joinUninterruptibly(thread);
    }

    /** Closes the file of the segment that was prepared and not used; after {@link #stop}. */
    void closeUnused() throws IOException {
        if (next != null) {
            next.requireFile().close();
        }
    }

    /** Calls of the disk that failed. */
    long failures() {
        return failures;
    }

    private void run() {
        lock.lock();
        try {
            while (!stopping) {
                Segment drained = retired.poll();
                if (drained != null) {
                    recycle(drained);
                } else if (next == null && refusal == null) {
                    prepare();
                } else {
                    awaitWork();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitWork() {
        if (refusal == null || refusal.getCause() == null) {
            work.awaitUninterruptibly();
            return;
        }
        try {
            if (!work.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
                refusal = null;
            }
        } catch (InterruptedException ignored) {
            // Nobody has a reason to interrupt this thread, and stopping is told by the flag: just try again earlier.
            refusal = null;
        }
    }

    private void prepare() {
        Path spare = spares.peek();
        long needed = spare == null ? segmentBytes : 0;
        if (needed > 0 && allocated + needed > reserveBytes) {
            decide(null, new JournalFull("the journal's reserve of " + reserveBytes + " bytes is used up", null));
            return;
        }
        long number = nextNumber++;
        allocated += needed;
        Segment made = null;
        Exception failure = null;
        lock.unlock();
        try {
            made = spare == null ? directory.create(number, segmentBytes) : directory.use(spare, number, segmentBytes);
        } catch (IOException | RuntimeException failed) {
            failure = failed;
        } finally {
            lock.lock();
        }
        if (failure != null) {
            failures++;
            allocated -= needed;
            decide(null, new JournalFull("the journal gets no room on the disk: " + failure.getMessage(), failure));
        } else {
            if (spare != null) {
                spares.remove();
            }
            decide(made, null);
        }
    }

    private void decide(@Nullable Segment made, @Nullable JournalFull refused) {
        next = made;
        refusal = refused;
        decided.signalAll();
    }

    /** A file of full size is used again; one that recovery has cut, or of another size, is given back to the disk. */
    private void recycle(Segment drained) {
        boolean keep = drained.fileBytes() == segmentBytes && allocated <= reserveBytes;
        Path spare = null;
        boolean failed = false;
        lock.unlock();
        try {
            if (keep) {
                spare = directory.spare(drained.path());
            } else {
                directory.delete(drained.path());
            }
        } catch (IOException | RuntimeException kept) {
            // The file stays, and counts, until the journal is opened again: its records are then released once more.
            failed = true;
        } finally {
            lock.lock();
        }
        if (failed) {
            failures++;
        } else if (spare != null) {
            spares.add(spare);
        } else {
            allocated -= drained.fileBytes();
        }
    }
}
