package org.modelyard.journal;

/**
 * Counts of one journal; those of events begin at 0 when it is opened.
 *
 * @param appended records taken
 * @param bytes payload bytes taken
 * @param refused records for which {@link JournalFull} was thrown
 * @param unlogged records that were let go as {@link Position#UNLOGGED}
 * @param undrainedRecords records, recovered ones included, that are not released yet; falls by whole batches of the
 *     reader
 * @param undrainedBytes bytes that these take on the disk, framing included
 * @param corruptBytes bytes that the reader had to pass over because no valid record was found in them
 * @param diskFailures calls of the disk that failed besides writing a record: after a failed fsync, a power loss may take
 *     what it should have covered
 * @param allocatedBytes bytes of the reserve that are taken from the disk
 */
public record JournalStats(
        long appended,
        long bytes,
        long refused,
        long unlogged,
        long undrainedRecords,
        long undrainedBytes,
        long corruptBytes,
        long diskFailures,
        long allocatedBytes) {}
