package org.modelyard.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a directory holds when a journal is opened on it.
 *
 * <p>Recovered segments are never written again; appending goes on in a segment with a number above all that were ever
 * used. So a position that was stored before a power loss, for a record that the power loss took, can never come to lie
 * behind a new record and hide it.
 *
 * @param segments those with records or damage, oldest first
 * @param spares files of full size without anything of worth
 * @param nextNumber above every number that was used before
 * @param report for the caller
 */
record RecoveredJournal(List<Segment> segments, List<Path> spares, long nextNumber, Recovery report) {

    RecoveredJournal {
        segments = List.copyOf(segments);
        spares = List.copyOf(spares);
    }

    /** @param after the position that the caller stored: numbers begin above it even if the directory was lost */
    static RecoveredJournal read(JournalDirectory directory, int segmentBytes, Position after) throws IOException {
        return new Reading(directory, segmentBytes, after.segment()).read();
    }

    long allocatedBytes() {
        long bytes = 0;
        for (Segment segment : segments) {
            bytes += segment.fileBytes();
        }
        for (Path spare : spares) {
            bytes += spare.toFile().length();
        }
        return bytes;
    }

    private static final class Reading {
        private final JournalDirectory directory;
        private final int segmentBytes;
        private final List<Segment> segments = new ArrayList<>();
        private final List<Path> spares = new ArrayList<>();
        private final List<Recovery.Corrupt> corrupt = new ArrayList<>();
        private long highest;
        private long records;
        private long bytes;
        private long torn;

        Reading(JournalDirectory directory, int segmentBytes, long highest) {
            this.directory = directory;
            this.segmentBytes = segmentBytes;
            this.highest = highest;
        }

        RecoveredJournal read() throws IOException {
            for (Path spare : directory.files(JournalDirectory.SPARE)) {
                readSpare(spare);
            }
            // Backwards: the last segment that holds anything is the only one that may end in an unfinished record.
            List<Path> files = directory.files(JournalDirectory.SEGMENT);
            List<Scanned> found = new ArrayList<>();
            for (int i = files.size() - 1; i >= 0; i--) {
                Scanned scanned = scan(files.get(i), found.isEmpty());
                if (scanned.isEmpty()) {
                    keepOrDelete(directory.spare(files.get(i)));
                } else {
                    found.add(0, scanned);
                }
            }
            for (Scanned scanned : found) {
                segments.add(Segment.recovered(
                        scanned.number, scanned.path, scanned.fileBytes, records, scanned.records, scanned.end));
                records += scanned.records;
                bytes += scanned.bytes;
                corrupt.addAll(scanned.corrupt);
            }
            return new RecoveredJournal(segments, spares, highest + 1, new Recovery(records, bytes, torn, corrupt));
        }

        /** Its header may already bear the number of its next use. */
        private void readSpare(Path path) throws IOException {
            try (SegmentFile file = directory.open(path, false)) {
                highest = Math.max(highest, SegmentHeader.read(file, path.toString()));
            } catch (IOException unusable) {
                directory.delete(path);
                return;
            }
            keepOrDelete(path);
        }

        private void keepOrDelete(Path spare) throws IOException {
            if (spare.toFile().length() == segmentBytes) {
                spares.add(spare);
            } else {
                directory.delete(spare);
            }
        }

        private Scanned scan(Path path, boolean last) throws IOException {
            try (SegmentFile file = directory.open(path, last)) {
                long number = SegmentHeader.read(file, path.toString());
                if (!path.getFileName().toString().equals(String.format("%020d%s", number, JournalDirectory.SEGMENT))) {
                    throw new IOException(path + " is segment " + number + " of a journal under another's name");
                }
                highest = Math.max(highest, number);
                Scanned scanned = new Scanned(path, number, Math.toIntExact(file.length()));
                SegmentScan scan = new SegmentScan(file, number, scanned.fileBytes);
                while (scan.advance()) {
                    scanned.records++;
                    scanned.bytes += scan.length();
                }
                finish(scanned, scan, file, last);
                return scanned;
            }
        }

        /** Cuts the last segment behind its records: it takes no more than these from the reserve. */
        private void finish(Scanned scanned, SegmentScan scan, SegmentFile file, boolean last) throws IOException {
            scanned.end = scan.next();
            if (last) {
                torn += scan.tornBytes();
                if (scanned.records > 0) {
                    file.truncate(scanned.end);
                    scanned.fileBytes = scanned.end;
                }
            } else if (!scan.endsCleanly()) {
                scan.skipToEnd();
                scanned.end = scan.next();
            }
            scanned.corrupt.addAll(scan.takeCorrupt());
        }
    }

    /** A segment while it is looked at. */
    private static final class Scanned {
        private final Path path;
        private final long number;
        private final List<Recovery.Corrupt> corrupt = new ArrayList<>();
        private int fileBytes;
        private int end;
        private long records;
        private long bytes;

        Scanned(Path path, long number, int fileBytes) {
            this.path = path;
            this.number = number;
            this.fileBytes = fileBytes;
        }

        boolean isEmpty() {
            return records == 0 && corrupt.isEmpty();
        }
    }
}
