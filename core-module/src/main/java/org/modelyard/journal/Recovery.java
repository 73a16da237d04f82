package org.modelyard.journal;

import java.util.List;

/**
 * What opening a journal found in its directory.
 *
 * @param records valid records, drained or not, in segments that were not yet recycled
 * @param bytes their payload bytes
 * @param tornBytes bytes of an unfinished record at the very end: the mark of a kill or a power loss, and no loss of
 *     anything that was acknowledged as durable
 * @param corrupt regions that held no valid record although something should be there: loss, to be reported loudly
 */
public record Recovery(long records, long bytes, long tornBytes, List<Corrupt> corrupt) {

    public Recovery {
        corrupt = List.copyOf(corrupt);
    }

    /** A region of a segment that was passed over. */
    public record Corrupt(Position position, int bytes) {}
}
