package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.modelyard.journal.Journals.bytes;
import static org.modelyard.journal.Journals.fill;
import static org.modelyard.journal.Journals.firstSegment;
import static org.modelyard.journal.Journals.last;
import static org.modelyard.journal.Journals.numbered;
import static org.modelyard.journal.Journals.readAll;
import static org.modelyard.journal.Journals.small;
import static org.modelyard.journal.Journals.texts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class JournalRecoveryTest {

    private static final JournalSettings SETTINGS = small(8, WhenFull.REFUSE);

    private final Path dir;

    JournalRecoveryTest(@TempDir Path dir) {
        this.dir = dir;
    }

    private enum Damage {
        CUT,
        ZEROS,
        NOISE
    }

    @Test
    void a_record_torn_at_any_byte_ends_the_journal_before_it() throws Exception {
        byte[] torn = numbered(3, 77);
        List<Position> positions = new ArrayList<>();
        try (Journal journal = Journal.open(dir.resolve("whole"), SETTINGS)) {
            positions.add(journal.append(numbered(1, 50)));
            positions.add(journal.append(numbered(2, 61)));
            positions.add(journal.append(torn));
        }
        Path whole = firstSegment(dir.resolve("whole"));
        byte[] file = Files.readAllBytes(whole);
        int begin = positions.get(2).offset();
        int lastByte = begin + Frame.HEADER + torn.length;
        Random random = new Random(11);
        for (Damage damage : Damage.values()) {
            for (int cut = begin; cut < lastByte; cut++) {
                Path copy = Files.createDirectory(dir.resolve(damage + "-" + cut));
                Files.write(copy.resolve(whole.getFileName()), damaged(file, cut, damage, random));
                try (Journal journal = Journal.open(copy, SETTINGS);
                        JournalReader reader = journal.reader(Position.START)) {
                    Recovery recovery = journal.recovery();
                    assertThat(recovery.records()).as("%s at %d", damage, cut).isEqualTo(2);
                    assertThat(recovery.bytes()).isEqualTo(50 + 61);
                    assertThat(recovery.corrupt()).isEmpty();
                    if (cut > begin + 3 || damage != Damage.ZEROS && cut > begin) {
                        assertThat(recovery.tornBytes())
                                .as("%s at %d", damage, cut)
                                .isPositive();
                    }
                    journal.append(bytes("after"));
                    List<Entry> entries = readAll(reader);
                    assertThat(entries).hasSize(3);
                    assertThat(Journals.text(entries.get(2))).isEqualTo("after");
                    assertThat(entries.get(2).position()).isGreaterThan(positions.get(2));
                }
            }
        }
    }

    private static byte[] damaged(byte[] file, int cut, Damage damage, Random random) {
        if (damage == Damage.CUT) {
            return Arrays.copyOf(file, cut);
        }
        byte[] copy = file.clone();
        byte[] rest = new byte[file.length - cut];
        if (damage == Damage.NOISE) {
            random.nextBytes(rest);
            rest[0] = (byte) ~file[cut];
        }
        System.arraycopy(rest, 0, copy, cut, rest.length);
        return copy;
    }

    @Test
    void a_clean_end_has_no_torn_bytes() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            journal.append(bytes("whole"));
        }
        for (int i = 0; i < 3; i++) {
            try (Journal journal = Journal.open(dir, SETTINGS)) {
                assertThat(journal.recovery()).isEqualTo(new Recovery(1, 5, 0, List.of()));
            }
        }
    }

    @Test
    void damage_in_the_middle_is_reported_and_hides_only_the_record_it_hits() throws Exception {
        Position hit;
        Position afterHit;
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            journal.append(numbered(0, 100));
            hit = journal.append(numbered(1, 100));
            afterHit = journal.append(numbered(2, 100));
            fill(journal, 3, 100);
        }
        flip(firstSegment(dir), hit.offset() + 50);
        Recovery.Corrupt region = new Recovery.Corrupt(hit, afterHit.offset() - hit.offset());
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            assertThat(journal.recovery().corrupt()).containsExactly(region);
            List<Integer> numbers =
                    readAll(reader).stream().map(Journals::number).toList();
            assertThat(numbers).doesNotContain(1).startsWith(0, 2, 3).isSorted();
            assertThat(journal.recovery().records()).isEqualTo(numbers.size());
            assertThat(reader.skipped()).containsExactly(region);
            assertThat(journal.stats().corruptBytes()).isEqualTo(region.bytes());
        }
    }

    @Test
    void damage_at_the_end_of_a_sealed_segment_is_corruption_and_no_torn_tail() throws Exception {
        List<Position> positions = new ArrayList<>();
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            while (positions.isEmpty()
                    || positions.get(positions.size() - 1).segment()
                            == positions.get(0).segment()) {
                positions.add(journal.append(numbered(positions.size(), 100)));
            }
        }
        Position hit = positions.get(positions.size() - 2);
        flip(firstSegment(dir), hit.offset() + 30);
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            assertThat(journal.recovery().corrupt()).singleElement().satisfies(region -> assertThat(region.position())
                    .isEqualTo(hit));
            assertThat(journal.recovery().tornBytes()).isZero();
            assertThat(journal.recovery().records()).isEqualTo(positions.size() - 1);
        }
    }

    @Test
    void damage_that_appears_while_the_journal_is_open_is_passed_over_and_counted() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(bytes("first"));
            Position hit = journal.append(bytes("second"));
            flip(firstSegment(dir), hit.offset() + Frame.HEADER);
            assertThat(texts(readAll(reader))).containsExactly("first");
            journal.append(bytes("third"));
            assertThat(texts(readAll(reader))).containsExactly("third");
            assertThat(reader.skipped()).hasSize(1);
            assertThat(journal.stats().corruptBytes()).isEqualTo(Frame.size(6));
        }
    }

    @Test
    void a_payload_that_contains_a_whole_segment_is_no_records() throws Exception {
        byte[] segment;
        try (Journal journal = Journal.open(dir.resolve("inner"), SETTINGS)) {
            fill(journal, 0, 20);
            segment = Files.readAllBytes(firstSegment(dir.resolve("inner")));
        }
        byte[] payload = Arrays.copyOf(segment, 3_000);
        Position position;
        try (Journal journal = Journal.open(dir.resolve("outer"), SETTINGS)) {
            journal.append(bytes("before"));
            position = journal.append(payload);
            journal.append(bytes("after"));
        }
        flip(firstSegment(dir.resolve("outer")), position.offset() + 4); // its CRC: recovery looks into the payload
        assertThat(texts(readAll(dir.resolve("outer"), SETTINGS, Position.START)))
                .containsExactly("before", "after");
    }

    @Test
    void reading_goes_on_at_the_stored_position() throws Exception {
        Position stored = Position.START;
        int total = 60;
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            for (int i = 0; i < total; i++) {
                journal.append(numbered(i, 200));
            }
        }
        List<Integer> seen = new ArrayList<>();
        for (int round = 0; round < total / 6; round++) {
            try (Journal journal = Journal.open(dir, SETTINGS, stored);
                    JournalReader reader = journal.reader(stored)) {
                assertThat(journal.stats().undrainedRecords()).isEqualTo(total - seen.size());
                List<Entry> batch = reader.read(6, 1 << 20);
                batch.forEach(entry -> seen.add(Journals.number(entry)));
                stored = last(batch);
            }
        }
        assertThat(seen).hasSize(total).isSorted().doesNotHaveDuplicates();
        assertThat(readAll(dir, SETTINGS, stored)).isEmpty();
    }

    @Test
    void a_position_between_records_is_refused() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            Position first = journal.append(bytes("first"));
            journal.append(bytes("second"));
            Position between = new Position(first.segment(), first.offset() + 3);
            assertThatIllegalArgumentException().isThrownBy(() -> journal.reader(between));
            journal.reader(first).close();
        }
    }

    @Test
    void a_position_whose_record_a_power_loss_took_hides_no_new_record() throws Exception {
        Position stored;
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(bytes("on the disk"));
            journal.append(bytes("only in the page cache"));
            stored = last(readAll(reader));
        }
        byte[] file = Files.readAllBytes(firstSegment(dir));
        int lost = stored.offset() - Frame.size(bytes("only in the page cache").length);
        Arrays.fill(file, lost, file.length, (byte) 0);
        Files.write(firstSegment(dir), file);
        try (Journal journal = Journal.open(dir, SETTINGS, stored);
                JournalReader reader = journal.reader(stored)) {
            journal.append(bytes("new"));
            assertThat(texts(readAll(reader))).containsExactly("new");
        }
    }

    @Test
    void a_lost_directory_hides_no_new_record_behind_the_stored_position() throws Exception {
        Position stored = new Position(40, 1_000);
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.reader(stored))
                    .withMessageContaining("lies behind the journal");
        }
        try (Journal journal = Journal.open(dir, SETTINGS, stored);
                JournalReader reader = journal.reader(stored)) {
            assertThat(journal.append(bytes("new"))).isGreaterThan(stored);
            assertThat(texts(readAll(reader))).containsExactly("new");
        }
    }

    @Test
    void restarts_do_not_eat_the_reserve() throws Exception {
        for (int i = 0; i < 50; i++) {
            try (Journal journal = Journal.open(dir, small(3, WhenFull.REFUSE))) {
                journal.append(numbered(i, 20));
            }
        }
        assertThat(readAll(dir, small(3, WhenFull.REFUSE), Position.START)).hasSize(50);
    }

    private static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (SegmentFile open = new SegmentFile(file, true)) {
            open.write(at, new byte[] {(byte) ~bytes[at]}, 0, 1);
        }
    }
}
