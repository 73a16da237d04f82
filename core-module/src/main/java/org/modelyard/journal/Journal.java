package org.modelyard.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The journal of one process: many threads append, one {@link JournalReader} drains.
 *
 * <p><b>What is promised.</b> When {@link #append} has returned a position, the operating system has the record: a
 * killed process loses nothing. A power loss takes at most what was written since the last fsync began, which is the
 * interval of the settings and the time an fsync takes; with {@code syncAlways} it takes nothing that was returned.
 *
 * <p><b>No holes.</b> Position and bytes of a record are settled in one short critical section, one {@code write} into
 * the page cache and no more: it never waits for a sync, for preallocation, or for the reader. (File systems let one
 * thread at a time write to a file anyway.) So a record's bytes are complete before the next one's begin; a kill can leave
 * one unfinished record, behind all that were acknowledged. Only a power loss can take a page before a later one, and
 * recovery finds the records behind such a page.
 *
 * <p><b>Restart.</b> Recovered segments are only read; appending goes on in a new one. A position stays valid for ever.
 */
public final class Journal implements Closeable {

    private final JournalSettings settings;
    private final JournalDirectory directory;
    private final Recovery recovery;
    private final ReentrantLock lock = new ReentrantLock();
    private final Preallocation preallocation;
    private final GroupSync sync;
    private final Backlog backlog;
    private final Frame frame = new Frame();

    private @Nullable Segment active;
    private @Nullable JournalReader reader;
    private boolean closed;

    private long appended;
    private long bytes;
    private long refused;
    private long unlogged;

    private Journal(JournalSettings settings, JournalDirectory directory, RecoveredJournal recovered) {
        this.settings = settings;
        this.directory = directory;
        this.recovery = recovered.report();
        this.preallocation = new Preallocation(lock, directory, settings, recovered);
        this.sync = new GroupSync(lock, settings);
        this.backlog = new Backlog(lock, directory, preallocation, recovered);
    }

    /** Opens a directory whose positions were not stored anywhere yet; see {@link #open(Path, JournalSettings, Position)}. */
    public static Journal open(Path dir, JournalSettings settings) throws IOException {
        return open(dir, settings, Position.START);
    }

    /**
     * Opens or creates the journal in a directory of its own, and recovers what it holds.
     *
     * @param drained the position that was stored with the last drained rows: new positions lie above it, even if the
     *     directory was emptied meanwhile
     * @throws IOException when another journal holds the directory, or a file in it is not a readable journal file
     */
    public static Journal open(Path dir, JournalSettings settings, Position drained) throws IOException {
        return open(dir, settings, drained, SegmentFile::new);
    }

    static Journal open(Path dir, JournalSettings settings, Position drained, SegmentFile.Opener opener)
            throws IOException {
        JournalDirectory directory = new JournalDirectory(dir, opener);
        try {
            RecoveredJournal recovered = RecoveredJournal.read(directory, settings.segmentBytes(), drained);
            Journal journal = new Journal(settings, directory, recovered);
            journal.sync.start();
            journal.preallocation.start();
            return journal;
        } catch (IOException | RuntimeException failed) {
            directory.close();
            throw failed;
        }
    }

    /** What was found when the journal was opened. */
    public Recovery recovery() {
        return recovery;
    }

    /** Most bytes a payload may have: 1 MiB, less where segments are small. */
    public int largestPayload() {
        return Math.min(
                Frame.LARGEST_PAYLOAD, settings.segmentBytes() - SegmentHeader.BYTES - Frame.HEADER - Frame.TERMINATOR);
    }

    /** As {@link #append(ByteBuffer)}, of the whole array. */
    public Position append(byte[] payload) throws JournalFull {
        return append(ByteBuffer.wrap(payload));
    }

    /**
     * Appends the buffer's remaining bytes as one record; the buffer stays as it is.
     *
     * @return where the record lies; {@link Position#UNLOGGED} when there was no room and the settings allow that
     * @throws JournalFull when the record was not taken; with {@code syncAlways} also when it was written and the fsync
     *     failed, in which case it may still be read later
     * @throws IllegalArgumentException when the payload is empty or larger than {@link #largestPayload}
     * @throws IllegalStateException when the journal is closed
     */
    public Position append(ByteBuffer payload) throws JournalFull {
        int length = payload.remaining();
        if (length == 0 || length > largestPayload()) {
            throw new IllegalArgumentException(
                    "a record has 1 to " + largestPayload() + " bytes; this one has " + length);
        }
        Position position;
        CompletableFuture<Void> durable;
        lock.lock();
        try {
            requireOpen();
            Segment segment = segmentFor(length);
            position = segment.append(frame, payload);
            durable = sync.wrote(segment);
            appended++;
            bytes += length;
            backlog.wrote();
        } catch (JournalFull full) {
            return refuse(full);
        } catch (IOException failed) {
            return refuse(new JournalFull("the disk refused a record: " + failed.getMessage(), failed));
        } finally {
            lock.unlock();
        }
        return settings.syncAlways() ? awaitDurable(durable, position) : position;
    }

    /**
     * The one reader. Everything before {@code from} counts as drained, and is released.
     *
     * @param from the {@link Entry#next} stored with the last drained rows, {@link Position#START} when there are none
     * @throws IllegalArgumentException when the position is not where a record of this journal ends
     * @throws IllegalStateException when the journal has an open reader or is closed
     */
    public JournalReader reader(Position from) throws IOException {
        JournalReader opened = new JournalReader(backlog, this::readerClosed);
        lock.lock();
        try {
            requireOpen();
            if (reader != null) {
                throw new IllegalStateException("the journal has a reader already; close that one first");
            }
            if (from.segment() >= preallocation.nextNumber()) {
                throw new IllegalArgumentException(
                        "position " + from + " lies behind the journal: open it with the position that was stored");
            }
            reader = opened;
        } finally {
            lock.unlock();
        }
        try {
            opened.begin(from);
            return opened;
        } catch (IOException | RuntimeException failed) {
            opened.close();
            throw failed;
        }
    }

    public JournalStats stats() {
        lock.lock();
        try {
            return new JournalStats(
                    appended,
                    bytes,
                    refused,
                    unlogged,
                    backlog.undrainedRecords(),
                    backlog.undrainedBytes(),
                    backlog.corruptBytes(),
                    sync.failures() + preallocation.failures(),
                    preallocation.allocatedBytes());
        } finally {
            lock.unlock();
        }
    }

    /** Syncs what was appended and gives the directory free. A reader that waits is woken. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            if (active != null) {
                active.seal();
                sync.sealed(active);
            }
            backlog.close();
        } finally {
            lock.unlock();
        }
        preallocation.stop();
        sync.stop();
        try (directory) {
            preallocation.closeUnused();
        }
    }

    private void readerClosed() {
        lock.lock();
        try {
            reader = null;
        } finally {
            lock.unlock();
        }
    }

    /** The segment that takes a record of this length, a new one when the active one is full. */
    private Segment segmentFor(int length) throws JournalFull {
        while (true) {
            requireOpen();
            Segment current = active;
            if (current != null && current.hasRoomFor(length)) {
                return current;
            }
            Segment next = preallocation.take(() -> active == current && !closed);
            if (next != null) {
                if (current != null) {
                    current.seal();
                    sync.sealed(current);
                }
                backlog.begin(next);
                active = next;
            }
        }
    }

    private Position awaitDurable(CompletableFuture<Void> durable, Position position) throws JournalFull {
        try {
            durable.join();
            return position;
        } catch (CompletionException failed) {
            return refuse(new JournalFull("the disk did not sync a record: " + failed.getCause(), failed.getCause()));
        }
    }

    private Position refuse(JournalFull full) throws JournalFull {
        lock.lock();
        try {
            if (settings.whenFull() == WhenFull.REFUSE) {
                refused++;
                throw full;
            }
            unlogged++;
            return Position.UNLOGGED;
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the journal is closed");
        }
    }
}
