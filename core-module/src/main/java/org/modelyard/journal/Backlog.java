package org.modelyard.journal;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The segments between the last record that was drained and the last that was appended, with their counts. What the
 * appending side calls says that the journal's lock must be held; what the reader calls takes it.
 */
final class Backlog {

    private final ReentrantLock lock;
    private final Condition readable;
    private final JournalDirectory directory;
    private final Preallocation preallocation;
    private final TreeMap<Long, Segment> segments = new TreeMap<>();

    /** Records recovered and appended; as {@link #released}, counted from the oldest recovered one. */
    private long written;

    private long released;
    private Position releasedUpTo = Position.START;
    private long wakeReaderAt = Long.MAX_VALUE;
    private long corruptBytes;
    private boolean closed;
    private boolean hurried;

    Backlog(ReentrantLock lock, JournalDirectory directory, Preallocation preallocation, RecoveredJournal recovered) {
        this.lock = lock;
        this.readable = lock.newCondition();
        this.directory = directory;
        this.preallocation = preallocation;
        this.written = recovered.report().records();
        recovered.segments().forEach(segment -> segments.put(segment.number(), segment));
    }

    /** Takes in a new segment, before its first record. The lock is held. */
    void begin(Segment segment) {
        segment.begin(written);
        segments.put(segment.number(), segment);
    }

    /** Counts a record that a segment has just taken. The lock is held. */
    void wrote() {
        written++;
        if (written >= wakeReaderAt) {
            readable.signal();
        }
    }

    /** Wakes a reader that waits, and lets none wait any more. The lock is held. */
    void close() {
        closed = true;
        readable.signalAll();
    }

    /** The lock is held. */
    long undrainedRecords() {
        return written - released;
    }

    /** The lock is held. */
    long undrainedBytes() {
        return segments.values().stream()
                .mapToLong(segment -> segment.bytesFrom(releasedUpTo))
                .sum();
    }

    /** The lock is held. */
    long corruptBytes() {
        return corruptBytes;
    }

    /** How far a segment is written, as of one moment. */
    record Extent(Segment segment, int end, boolean sealed, long firstRecord, long lastRecord) {}

    /** The oldest segment with at least this number; null when there is none. */
    @Nullable
    Extent atOrAfter(long number) {
        lock.lock();
        try {
            Map.Entry<Long, Segment> entry = segments.ceilingEntry(number);
            if (entry == null) {
                return null;
            }
            Segment segment = entry.getValue();
            return new Extent(segment, segment.end(), segment.isSealed(), segment.firstRecord(), segment.lastRecord());
        } finally {
            lock.unlock();
        }
    }

    SegmentFile openForReading(Segment segment) throws IOException {
        return directory.open(segment.path(), false);
    }

    long written() {
        lock.lock();
        try {
            return written;
        } finally {
            lock.unlock();
        }
    }

    /** Lets the reader that waits go, or the next one that would. */
    void hurry() {
        lock.lock();
        try {
            hurried = true;
            readable.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many records are written; returns whether there are any behind {@code cursor}. */
    boolean awaitWritten(long records, Position cursor, long nanos) throws InterruptedException {
        lock.lock();
        try {
            wakeReaderAt = records;
            long left = nanos;
            while (written < records && left > 0 && !closed && !hurried) {
                left = readable.awaitNanos(left);
            }
            return segments.tailMap(cursor.segment()).values().stream()
                    .anyMatch(segment -> segment.bytesFrom(cursor) > 0);
        } finally {
            hurried = false;
            wakeReaderAt = Long.MAX_VALUE;
            lock.unlock();
        }
    }

    /**
     * Gives back the segments that are wholly drained.
     *
     * @param records the count of records up to {@code upTo}, as far as the reader knows it
     */
    void release(Position upTo, long records) {
        lock.lock();
        try {
            released = Math.max(released, records);
            if (upTo.compareTo(releasedUpTo) > 0) {
                releasedUpTo = upTo;
            }
            while (!segments.isEmpty() && segments.firstEntry().getValue().isDrained(releasedUpTo)) {
                preallocation.retire(segments.pollFirstEntry().getValue());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Counts what the reader found damaged. */
    void passedOver(int damagedBytes) {
        lock.lock();
        try {
            corruptBytes += damagedBytes;
        } finally {
            lock.unlock();
        }
    }
}
