package org.modelyard.journal;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal in order, while it is being appended to. For one thread: the one that drains.
 *
 * <p>Store {@link Entry#next} of a batch's last entry in the transaction that stores its rows, then {@link #release} it.
 * Only whole records are given. With {@code syncAlways} a record may be given a moment before its append returns.
 */
public final class JournalReader implements Closeable {

    private final Backlog backlog;
    private final Runnable onClose;
    private final Deque<Given> given = new ArrayDeque<>();
    private final List<Recovery.Corrupt> skipped = new ArrayList<>();
    private Position cursor = Position.START;
    private long read;
    private @Nullable SegmentScan scan;

    /** The end of a batch, and the journal's count of records up to there. */
    private record Given(Position end, long read) {}

    JournalReader(Backlog backlog, Runnable onClose) {
        this.backlog = backlog;
        this.onClose = onClose;
    }

    void begin(Position from) throws IOException {
        cursor = from;
        // Counted before looking: a record that comes in between has brought its segment, so that one is found.
        long written = backlog.written();
        Backlog.Extent first = backlog.atOrAfter(from.segment());
        read = first == null ? written : first.firstRecord();
        if (first != null) {
            SegmentScan opened = open(first);
            if (first.segment().number() == from.segment()) {
                read += skipTo(from, opened);
            }
        }
        backlog.release(from, read);
    }

    /**
     * The next records in order; an empty list when all are read.
     *
     * @param maxRecords at most so many
     * @param maxBytes ends with the record whose payload reaches it
     */
    public List<Entry> read(int maxRecords, long maxBytes) throws IOException {
        List<Entry> batch = new ArrayList<>();
        for (long bytes = 0; batch.size() < maxRecords && bytes < maxBytes; ) {
            SegmentScan record = nextRecord();
            if (record == null) {
                break;
            }
            Position position = new Position(cursor.segment(), record.offset());
            cursor = new Position(cursor.segment(), record.next());
            batch.add(new Entry(position, cursor, record.payload()));
            bytes += record.length();
            read++;
        }
        if (!batch.isEmpty()) {
            given.add(new Given(cursor, read));
        }
        return batch;
    }

    /**
     * Waits until {@code records} records are unread, the time is over or the journal is closed: so a drain gets batches
     * worth a transaction, and no record waits longer than {@code atMost}.
     *
     * @return whether there is anything to read
     */
    public boolean await(int records, Duration atMost) throws InterruptedException {
        return backlog.awaitWritten(read + records, cursor, atMost.toNanos());
    }

    /** Ends the {@link #await} of another thread, or its next one: somebody waits for what is written already. */
    public void hurry() {
        backlog.hurry();
    }

    /**
     * Gives back the space of the records before {@code upTo}, in whole segments.
     *
     * @throws IllegalArgumentException when that is more than was read
     */
    public void release(Position upTo) {
        if (upTo.compareTo(cursor) > 0) {
            throw new IllegalArgumentException(upTo + " was not read yet; reading has come to " + cursor);
        }
        long released = 0;
        while (!given.isEmpty() && given.element().end().compareTo(upTo) <= 0) {
            released = given.remove().read();
        }
        backlog.release(upTo, released);
    }

    /** Regions without a valid record that this reader passed over: each of them is loss. */
    public List<Recovery.Corrupt> skipped() {
        return List.copyOf(skipped);
    }

    /** Where reading goes on. */
    public Position position() {
        return cursor;
    }

    /** Gives the journal free for another reader. */
    @Override
    public void close() throws IOException {
        onClose.run();
        closeScan();
    }

    /** The scan, standing on the next record; null when all that is written is read. */
    private @Nullable SegmentScan nextRecord() throws IOException {
        while (true) {
            SegmentScan current = scan;
            if (current != null) {
                boolean found = current.advance();
                reportDamage(current);
                if (found) {
                    return current;
                }
                if (!extend(current)) {
                    return null;
                }
            } else {
                Backlog.Extent next = backlog.atOrAfter(cursor.segment() + 1);
                if (next == null) {
                    return null;
                }
                open(next);
            }
        }
    }

    /** Lets the scan go on, or closes it when its segment is done; false when the segment may still grow. */
    private boolean extend(SegmentScan current) throws IOException {
        Backlog.Extent now = backlog.atOrAfter(cursor.segment());
        if (now == null || now.segment().number() != cursor.segment()) {
            closeScan(); // drained, released and gone
            return true;
        }
        if (now.end() > current.end()) {
            current.extendTo(now.end());
            return true;
        }
        current.skipToEnd();
        reportDamage(current);
        cursor = new Position(cursor.segment(), current.next());
        read = now.lastRecord(); // records that were lost to damage count as read
        if (now.sealed()) {
            closeScan();
        }
        return now.sealed();
    }

    private SegmentScan open(Backlog.Extent extent) throws IOException {
        Segment segment = extent.segment();
        SegmentScan opened = new SegmentScan(backlog.openForReading(segment), segment.number(), extent.end());
        cursor = new Position(segment.number(), opened.next());
        scan = opened;
        return opened;
    }

    private long skipTo(Position from, SegmentScan opened) throws IOException {
        long records = 0;
        while (opened.next() < from.offset() && opened.advance()) {
            records++;
        }
        if (opened.next() < from.offset()) {
            opened.skipToEnd(); // a power loss took records that were drained before
        } else if (opened.next() > from.offset() && from.offset() > SegmentHeader.BYTES) {
            throw new IllegalArgumentException("position " + from + " is not where a record of this journal ends");
        }
        opened.takeCorrupt();
        cursor = new Position(from.segment(), opened.next());
        return records;
    }

    private void reportDamage(SegmentScan current) {
        for (Recovery.Corrupt region : current.takeCorrupt()) {
            skipped.add(region);
            backlog.passedOver(region.bytes());
        }
    }

    private void closeScan() throws IOException {
        SegmentScan current = scan;
        if (current != null) {
            scan = null;
            current.close();
        }
    }
}
