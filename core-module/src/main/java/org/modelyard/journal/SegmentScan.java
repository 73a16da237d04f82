package org.modelyard.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Goes through the records of one segment, for recovery and for the reader alike. Where no valid record begins it looks
 * at every following multiple of 8 for the next one: neither damage nor a page that a power loss took out of order hides
 * the records behind it. What was passed over is listed.
 *
 * <p>A place is tried only if its length is possible; lengths in arbitrary bytes rarely are, since the largest payload is
 * small against an int. The work is limited all the same, for payloads come from outside and may be made to look like
 * lengths: once the limit is reached the rest counts as damaged.
 */
final class SegmentScan implements Closeable {

    private static final int WINDOW = 2 * (Frame.LARGEST_PAYLOAD + Frame.HEADER);
    private static final long SEARCH_LIMIT_PER_BYTE = 64;

    private final Frame frame = new Frame();
    private List<Recovery.Corrupt> corrupt = new ArrayList<>();
    private final SegmentFile file;
    private final long segment;
    private long searchBudget;
    private int end;

    private byte[] window = new byte[64 << 10];
    private int windowStart;
    private int windowLength;

    private int offset;
    private int length;
    private int next = SegmentHeader.BYTES;

    /** @param end nothing at or behind this byte is looked at */
    SegmentScan(SegmentFile file, long segment, int end) {
        this.file = file;
        this.segment = segment;
        extendTo(end);
    }

    /** Lets the scan see what has been written since. */
    void extendTo(int newEnd) {
        searchBudget += SEARCH_LIMIT_PER_BYTE * (newEnd - end);
        end = newEnd;
    }

    /** Goes to the next valid record; false when there is none before the end, and then {@link #next} stays. */
    boolean advance() throws IOException {
        if (isRecord(next)) {
            return true;
        }
        for (int at = next + 8; at < end && searchBudget > 0; at += 8) {
            int gap = next;
            if (isRecord(at)) {
                corrupt.add(new Recovery.Corrupt(new Position(segment, gap), at - gap));
                return true;
            }
        }
        return false;
    }

    /** Declares what lies between {@link #next} and the end to be damaged, and passes over it. */
    void skipToEnd() {
        if (next < end) {
            corrupt.add(new Recovery.Corrupt(new Position(segment, next), end - next));
            next = end;
        }
    }

    /** Whether nothing was begun at {@link #next}: the 8 bytes there are zero, or the end is nearer than that. */
    boolean endsCleanly() throws IOException {
        return !load(next, 8) || Frame.longAt(window, next - windowStart) == 0;
    }

    /** Bytes of the unfinished record at {@link #next}, as far as its length can be told. */
    int tornBytes() throws IOException {
        int rest = end - next;
        if (!load(next, 8)) {
            return rest;
        }
        int claimed = Frame.intAt(window, next - windowStart);
        if (claimed == 0 && endsCleanly()) {
            return 0;
        }
        return claimed > 0 && claimed <= Frame.LARGEST_PAYLOAD ? Math.min(rest, Frame.size(claimed)) : rest;
    }

    /** Where the present record begins. */
    int offset() {
        return offset;
    }

    /** Payload bytes of the present record. */
    int length() {
        return length;
    }

    byte[] payload() {
        int from = offset - windowStart + Frame.HEADER;
        return Arrays.copyOfRange(window, from, from + length);
    }

    /** Where the record after the present one begins or will begin. */
    int next() {
        return next;
    }

    int end() {
        return end;
    }

    /** What was passed over since this was last asked. */
    List<Recovery.Corrupt> takeCorrupt() {
        if (corrupt.isEmpty()) {
            return List.of();
        }
        List<Recovery.Corrupt> taken = corrupt;
        corrupt = new ArrayList<>();
        return taken;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private boolean isRecord(int at) throws IOException {
        if (!load(at, Frame.HEADER)) {
            return false;
        }
        int claimed = Frame.intAt(window, at - windowStart);
        if (claimed < 1 || claimed > Frame.LARGEST_PAYLOAD || !load(at, Frame.HEADER + claimed)) {
            return false;
        }
        if (!frame.isValid(segment, at, window, at - windowStart)) {
            searchBudget -= claimed;
            return false;
        }
        offset = at;
        length = claimed;
        // The padding of a file's last record may have been cut off with what followed it.
        next = Math.min(end, at + Frame.size(claimed));
        return true;
    }

    /** Brings {@code count} bytes at {@code at} into the window; false when they reach behind the end. */
    private boolean load(int at, int count) throws IOException {
        if (at > end - count) {
            return false;
        }
        if (at < windowStart || at + count > windowStart + windowLength) {
            int wanted = Math.min(end - at, Math.max(count, window.length));
            if (window.length < count) {
                window = new byte[WINDOW];
                wanted = Math.min(end - at, WINDOW);
            }
            windowStart = at;
            windowLength = file.read(at, window, wanted);
        }
        return count <= windowLength;
    }
}
