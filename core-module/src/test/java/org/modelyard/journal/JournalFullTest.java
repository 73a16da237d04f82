package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.modelyard.journal.Journals.SEGMENT;
import static org.modelyard.journal.Journals.bytes;
import static org.modelyard.journal.Journals.eventually;
import static org.modelyard.journal.Journals.files;
import static org.modelyard.journal.Journals.fill;
import static org.modelyard.journal.Journals.last;
import static org.modelyard.journal.Journals.numbered;
import static org.modelyard.journal.Journals.readAll;
import static org.modelyard.journal.Journals.small;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalFullTest {

    private static final int LENGTH = 200;

    private final Path dir;

    JournalFullTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void a_used_up_reserve_refuses_and_keeps_what_was_taken() throws Exception {
        try (Journal journal = Journal.open(dir, small(4, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            int taken = fill(journal, 0, LENGTH);
            assertThat(taken).isEqualTo(4 * ((SEGMENT - SegmentHeader.BYTES) / Frame.size(LENGTH)));
            assertThatExceptionOfType(JournalFull.class)
                    .isThrownBy(() -> journal.append(numbered(taken, LENGTH)))
                    .withMessageContaining("reserve of " + 4 * SEGMENT + " bytes is used up");
            JournalStats stats = journal.stats();
            assertThat(stats.refused()).isEqualTo(2);
            assertThat(stats.unlogged()).isZero();
            assertThat(stats.appended()).isEqualTo(taken);
            assertThat(stats.bytes()).isEqualTo((long) taken * LENGTH);
            assertThat(stats.undrainedRecords()).isEqualTo(taken);
            assertThat(stats.undrainedBytes()).isEqualTo((long) taken * Frame.size(LENGTH));
            assertThat(stats.allocatedBytes()).isEqualTo(4 * SEGMENT);
            assertThat(readAll(reader)).extracting(Journals::number).containsExactlyElementsOf(upTo(taken));
        }
    }

    @Test
    void a_used_up_reserve_lets_records_go_when_told_to_and_counts_them() throws Exception {
        try (Journal journal = Journal.open(dir, small(2, WhenFull.UNLOGGED))) {
            int taken = fill(journal, 0, LENGTH);
            assertThat(journal.append(bytes("x".repeat(LENGTH)))).isEqualTo(Position.UNLOGGED);
            assertThat(journal.stats().unlogged()).isEqualTo(2);
            assertThat(journal.stats().refused()).isZero();
            assertThat(journal.stats().undrainedRecords()).isEqualTo(taken);
        }
    }

    @Test
    void releasing_makes_room_from_the_same_files() throws Exception {
        List<Integer> seen = new ArrayList<>();
        int written = 0;
        try (Journal journal = Journal.open(dir, small(3, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            for (int round = 0; round < 10; round++) {
                written += fill(journal, written, LENGTH);
                List<Entry> entries = readAll(reader);
                entries.forEach(entry -> seen.add(Journals.number(entry)));
                reader.release(last(entries));
                assertThat(journal.stats().undrainedRecords()).isZero();
                assertThat(journal.stats().allocatedBytes()).isLessThanOrEqualTo(3 * SEGMENT);
            }
        }
        assertThat(written).isGreaterThan(10 * 2 * (SEGMENT - SegmentHeader.BYTES) / Frame.size(LENGTH));
        assertThat(seen).containsExactlyElementsOf(upTo(written));
    }

    @Test
    void old_bytes_of_a_recycled_file_are_never_records() throws Exception {
        Position stored;
        try (Journal journal = Journal.open(dir, small(2, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            fill(journal, 0, LENGTH);
            List<Entry> entries = readAll(reader);
            stored = last(entries);
            reader.release(stored);
            // Same lengths at the same places, in a file full of old records.
            eventually(() -> appends(journal, 1_000));
        }
        try (Journal journal = Journal.open(dir, small(2, WhenFull.REFUSE), stored);
                JournalReader reader = journal.reader(stored)) {
            assertThat(readAll(reader)).extracting(Journals::number).containsExactly(1_000);
            assertThat(journal.recovery().tornBytes()).isZero();
            assertThat(journal.recovery().corrupt()).isEmpty();
        }
    }

    @Test
    void a_recycled_segment_that_was_never_used_is_no_torn_tail() throws Exception {
        try (Journal journal = Journal.open(dir, small(3, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            fill(journal, 0, LENGTH);
            reader.release(last(readAll(reader)));
            long before = files(dir, ".journal").size();
            eventually(() -> appends(journal, 1_000));
            eventually(() -> hasPrepared(before));
        }
        try (Journal journal = Journal.open(dir, small(3, WhenFull.REFUSE))) {
            assertThat(journal.recovery().tornBytes()).isZero();
            assertThat(journal.recovery().corrupt()).isEmpty();
        }
    }

    private boolean hasPrepared(long segments) {
        try {
            return files(dir, ".journal").size() >= segments
                    && files(dir, ".spare").isEmpty();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Test
    void a_reserve_that_became_smaller_is_used_from_the_files_that_are_there() throws Exception {
        Position stored;
        try (Journal journal = Journal.open(dir, small(6, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            fill(journal, 0, LENGTH);
            stored = last(readAll(reader));
            reader.release(stored);
            eventually(() -> appends(journal, 1_000));
        }
        try (Journal journal = Journal.open(dir, small(2, WhenFull.REFUSE), stored);
                JournalReader reader = journal.reader(stored)) {
            eventually(() -> appends(journal, 1_001));
            assertThat(readAll(reader)).extracting(Journals::number).containsExactly(1_000, 1_001);
        }
    }

    @Test
    void a_segment_is_given_back_only_when_all_of_it_is_drained() throws Exception {
        try (Journal journal = Journal.open(dir, small(4, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            int taken = fill(journal, 0, LENGTH);
            int perSegment = taken / 4;
            List<Entry> entries = reader.read(perSegment, Long.MAX_VALUE);
            reader.release(entries.get(perSegment - 2).next());
            assertThat(journal.stats().undrainedBytes()).isEqualTo((3L * perSegment + 1) * Frame.size(LENGTH));
            assertThatExceptionOfType(JournalFull.class).isThrownBy(() -> journal.append(numbered(0, LENGTH)));
            reader.release(last(entries));
            eventually(() -> appends(journal, 0));
        }
    }

    @Test
    void what_was_not_read_cannot_be_released() throws Exception {
        try (Journal journal = Journal.open(dir, small(2, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(bytes("one"));
            journal.append(bytes("two"));
            List<Entry> one = reader.read(1, 1);
            Position beyond = new Position(last(one).segment(), last(one).offset() + 8);
            assertThatIllegalArgumentException().isThrownBy(() -> reader.release(beyond));
        }
    }

    @Test
    void a_segment_cut_by_recovery_goes_back_to_the_disk() throws Exception {
        try (Journal journal = Journal.open(dir, small(2, WhenFull.REFUSE))) {
            journal.append(bytes("short"));
        }
        try (Journal journal = Journal.open(dir, small(2, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            Path cut = files(dir, ".journal").get(0);
            assertThat(Files.size(cut)).isLessThan(SEGMENT);
            reader.release(last(readAll(reader)));
            eventually(() -> !Files.exists(cut));
            eventually(() -> journal.stats().allocatedBytes() % SEGMENT == 0);
        }
    }

    @Test
    void a_full_disk_refuses_and_room_on_it_is_noticed() throws Exception {
        FullDisk disk = new FullDisk();
        try (Journal journal = Journal.open(dir, small(8, WhenFull.REFUSE), Position.START, disk);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(numbered(0, LENGTH));
            disk.full = true;
            int taken = 4 * SEGMENT / Frame.size(LENGTH); // needs segments that the full disk did not give
            assertThatExceptionOfType(JournalFull.class)
                    .isThrownBy(() -> journal.append(numbered(1, LENGTH)))
                    .withMessageContaining("No space left on device");
            disk.full = false;
            for (int i = 1; i < taken; i++) {
                int number = i;
                eventually(() -> appends(journal, number));
            }
            assertThat(readAll(reader)).extracting(Journals::number).containsExactlyElementsOf(upTo(taken));
            assertThat(reader.skipped()).isEmpty();
        }
    }

    @Test
    void a_disk_without_room_for_the_next_segment_refuses_once_the_present_one_is_full() throws Exception {
        FullDisk disk = new FullDisk();
        disk.segments = 2;
        try (Journal journal = Journal.open(dir, small(8, WhenFull.UNLOGGED), Position.START, disk)) {
            int taken = fill(journal, 0, LENGTH);
            assertThat(taken).isEqualTo(2 * ((SEGMENT - SegmentHeader.BYTES) / Frame.size(LENGTH)));
            assertThat(journal.stats().unlogged()).isEqualTo(1);
            assertThat(journal.stats().diskFailures()).isPositive();
            assertThat(files(dir, ".preparing")).isEmpty();
            disk.segments = Integer.MAX_VALUE;
            eventually(() -> appends(journal, taken));
        }
    }

    private static boolean appends(Journal journal, int number) {
        try {
            return journal.append(numbered(number, LENGTH)).isLogged();
        } catch (JournalFull full) {
            return false;
        }
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** A disk that takes no bytes while it is full, and has zeros for so many segments only. */
    private static final class FullDisk implements SegmentFile.Opener {
        private volatile boolean full;
        private volatile int segments = Integer.MAX_VALUE;
        private int filled;

        @Override
        public SegmentFile open(Path path, boolean writable) throws IOException {
            return new SegmentFile(path, writable) {
                @Override
                void write(long at, byte[] bytes, int from, int length) throws IOException {
                    if (full || (length == SEGMENT && filled >= segments)) {
                        super.write(at, bytes, from, length / 2); // as a real disk does: part of it gets through
                        throw new IOException("No space left on device");
                    }
                    if (length == SEGMENT) {
                        filled++;
                    }
                    super.write(at, bytes, from, length);
                }
            };
        }
    }
}
