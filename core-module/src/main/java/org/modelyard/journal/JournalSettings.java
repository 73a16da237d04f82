package org.modelyard.journal;

import java.time.Duration;

/**
 * How a journal uses its disk.
 *
 * @param segmentBytes size of a segment's file, 4 KiB to 1 GiB, a multiple of 8
 * @param reserveBytes most that all files of the journal take together; at least two segments
 * @param fsyncInterval how long a written record may wait for the fsync that saves it from a power loss; more than 0
 * @param syncAlways whether {@code append} returns only after the fsync that covers its record
 * @param whenFull what happens to a record for which there is no room
 */
public record JournalSettings(
        int segmentBytes, long reserveBytes, Duration fsyncInterval, boolean syncAlways, WhenFull whenFull) {

    private static final int SMALLEST_SEGMENT = 4 << 10;
    private static final int LARGEST_SEGMENT = 1 << 30;

    public JournalSettings {
        if (segmentBytes < SMALLEST_SEGMENT || segmentBytes > LARGEST_SEGMENT || segmentBytes % 8 != 0) {
            throw new IllegalArgumentException(
                    "segmentBytes is " + segmentBytes + "; allowed are multiples of 8 from 4 KiB to 1 GiB");
        }
        if (reserveBytes < 2L * segmentBytes) {
            throw new IllegalArgumentException("reserveBytes is " + reserveBytes
                    + "; it must hold at least two segments of " + segmentBytes + " bytes");
        }
        if (fsyncInterval.isZero() || fsyncInterval.isNegative()) {
            throw new IllegalArgumentException("fsyncInterval is " + fsyncInterval + "; it must be more than 0");
        }
    }

    /** 64 MiB segments, 1 GiB of reserve, fsync every 20 ms, refusing when full. */
    public static JournalSettings defaults() {
        return new JournalSettings(64 << 20, 1L << 30, Duration.ofMillis(20), false, WhenFull.REFUSE);
    }
}
