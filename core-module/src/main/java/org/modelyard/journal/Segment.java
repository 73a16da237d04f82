package org.modelyard.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One segment in memory: where it lies and how far it is filled. All of it is guarded by the journal's lock. */
final class Segment {

    private final long number;
    private final Path path;
    private final int fileBytes;
    private final @Nullable SegmentFile file;
    private long firstRecord;
    private long records;
    private int end = SegmentHeader.BYTES;
    private boolean sealed;

    private Segment(long number, Path path, int fileBytes, @Nullable SegmentFile file) {
        this.number = number;
        this.path = path;
        this.fileBytes = fileBytes;
        this.file = file;
    }

    /** Ready to be written. */
    static Segment prepared(long number, Path path, int fileBytes, SegmentFile file) {
        return new Segment(number, path, fileBytes, file);
    }

    /** Found when the journal was opened: it is read, and never written again. */
    static Segment recovered(long number, Path path, int fileBytes, long firstRecord, long records, int end) {
        Segment segment = new Segment(number, path, fileBytes, null);
        segment.firstRecord = firstRecord;
        segment.records = records;
        segment.end = end;
        segment.sealed = true;
        return segment;
    }

    /** @param firstRecord how many records the journal has taken before this segment's first */
    void begin(long firstRecord) {
        this.firstRecord = firstRecord;
    }

    boolean hasRoomFor(int payloadLength) {
        return !sealed && end + Frame.size(payloadLength) <= fileBytes;
    }

    /**
     * Writes a record at the end. After an exception the segment is as before: the next record overwrites whatever part
     * of this one got through.
     */
    Position append(Frame frame, ByteBuffer payload) throws IOException {
        int size = Frame.size(payload.remaining());
        frame.encode(number, end, payload);
        int withTerminator = Math.min(size + Frame.TERMINATOR, fileBytes - end);
        requireFile().write(end, frame.array(), frame.start(), withTerminator);
        Position position = new Position(number, end);
        end += size;
        records++;
        return position;
    }

    /** Nothing is appended any more. */
    void seal() {
        sealed = true;
    }

    /** The open file of a segment that this process writes. */
    SegmentFile requireFile() {
        if (file == null) {
            throw new IllegalStateException("segment " + number + " was recovered and is not written");
        }
        return file;
    }

    long number() {
        return number;
    }

    Path path() {
        return path;
    }

    int fileBytes() {
        return fileBytes;
    }

    /** Byte after the last record. */
    int end() {
        return end;
    }

    boolean isSealed() {
        return sealed;
    }

    long firstRecord() {
        return firstRecord;
    }

    /** How many records the journal has taken up to this segment's last. */
    long lastRecord() {
        return firstRecord + records;
    }

    /** Whether all it will ever hold lies before {@code position}. */
    boolean isDrained(Position position) {
        return sealed && (number < position.segment() || (number == position.segment() && position.offset() >= end));
    }

    /** Bytes of records at or behind {@code position}. */
    long bytesFrom(Position position) {
        if (position.segment() > number) {
            return 0;
        }
        int from = position.segment() == number ? position.offset() : 0;
        return Math.max(0, end - Math.max(from, SegmentHeader.BYTES));
    }
}
