package org.modelyard.journal;

import java.util.Comparator;

/**
 * A place in the journal. Positions grow in the order of appending and are never used again, not even after a restart
 * or when a segment's file is recycled.
 *
 * @param segment number of the segment, from 1
 * @param offset byte in the segment's file
 */
public record Position(long segment, int offset) implements Comparable<Position> {

    /** Before every record. */
    public static final Position START = new Position(0, 0);

    /** What {@link Journal#append} returns for a record that it was told not to insist on; it compares below all others. */
    public static final Position UNLOGGED = new Position(-1, -1);

    private static final Comparator<Position> ORDER =
            Comparator.comparingLong(Position::segment).thenComparingInt(Position::offset);

    /** False for {@link #UNLOGGED} only. */
    public boolean isLogged() {
        return segment >= 0;
    }

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return segment + ":" + offset;
    }
}
