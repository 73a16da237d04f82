package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.modelyard.journal.Journals.bytes;
import static org.modelyard.journal.Journals.numbered;
import static org.modelyard.journal.Journals.readAll;
import static org.modelyard.journal.Journals.small;
import static org.modelyard.journal.Journals.texts;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalTest {

    private static final JournalSettings SETTINGS = small(8, WhenFull.REFUSE);

    private final Path dir;

    JournalTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void records_are_read_in_the_order_of_appending() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            Position first = journal.append(bytes("one"));
            Position second = journal.append(ByteBuffer.wrap(bytes("two")));
            assertThat(second).isGreaterThan(first);
            List<Entry> entries = readAll(reader);
            assertThat(texts(entries)).containsExactly("one", "two");
            assertThat(entries).extracting(Entry::position).containsExactly(first, second);
            assertThat(entries.get(0).next()).isEqualTo(second);
        }
    }

    @Test
    void a_buffer_is_left_as_it_was_and_may_be_direct() throws Exception {
        ByteBuffer direct = ByteBuffer.allocateDirect(16)
                .put(bytes("..payload."))
                .flip()
                .position(2)
                .limit(9);
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(direct);
            assertThat(direct.position()).isEqualTo(2);
            assertThat(direct.limit()).isEqualTo(9);
            assertThat(texts(readAll(reader))).containsExactly("payload");
        }
    }

    @Test
    void payloads_of_every_length_survive_up_to_the_largest() throws Exception {
        List<byte[]> payloads = new ArrayList<>();
        try (Journal journal = Journal.open(dir, small(20, WhenFull.REFUSE))) {
            for (int length = 1; length <= 100; length++) {
                payloads.add(numbered(length, length));
            }
            payloads.add(new byte[journal.largestPayload()]);
            for (byte[] payload : payloads) {
                journal.append(payload);
            }
        }
        assertThat(readAll(dir, small(20, WhenFull.REFUSE), Position.START))
                .extracting(Entry::payload)
                .containsExactlyElementsOf(payloads);
    }

    @Test
    void an_empty_or_too_large_payload_is_refused() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            int largest = journal.largestPayload();
            assertThatIllegalArgumentException().isThrownBy(() -> journal.append(new byte[0]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.append(new byte[largest + 1]))
                    .withMessageContaining("1 to " + largest + " bytes");
        }
    }

    @Test
    void an_interrupted_thread_appends_and_leaves_the_journal_whole() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            Thread.currentThread().interrupt();
            journal.append(bytes("interrupted"));
            assertThat(Thread.interrupted()).isTrue();
            journal.append(bytes("after"));
            assertThat(texts(readAll(reader))).containsExactly("interrupted", "after");
        }
    }

    @Test
    void many_threads_append_while_one_drains_and_nothing_is_lost_or_doubled() throws Exception {
        int threads = 4;
        int each = 2_000; // over many segments
        List<List<Integer>> drained = new ArrayList<>();
        var pool = Executors.newFixedThreadPool(threads);
        try (Journal journal = Journal.open(
                        dir, new JournalSettings(64 << 10, 64L << 16, Duration.ofMillis(20), false, WhenFull.REFUSE));
                JournalReader reader = journal.reader(Position.START)) {
            IntStream.range(0, threads).forEach(t -> drained.add(new ArrayList<>()));
            var writers = IntStream.range(0, threads)
                    .mapToObj(t -> pool.submit((Callable<Void>) () -> {
                        for (int i = 0; i < each; i++) {
                            journal.append(numbered(i * threads + t, 20 + i % 300));
                        }
                        return null;
                    }))
                    .toList();
            for (int read = 0; read < threads * each; ) {
                assertThat(reader.await(100, Duration.ofSeconds(10))).isTrue();
                List<Entry> batch = reader.read(500, 1 << 20);
                batch.forEach(
                        entry -> drained.get(Journals.number(entry) % threads).add(Journals.number(entry) / threads));
                reader.release(Journals.last(batch));
                read += batch.size();
            }
            for (var writer : writers) {
                writer.get();
            }
            List<Integer> expected = IntStream.range(0, each).boxed().toList();
            assertThat(drained).allSatisfy(ids -> assertThat(ids).isEqualTo(expected));
            JournalStats stats = journal.stats();
            assertThat(stats.appended()).isEqualTo(threads * each);
            assertThat(stats.undrainedRecords()).isZero();
            assertThat(stats.undrainedBytes()).isZero();
            assertThat(stats.corruptBytes()).isZero();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void a_reader_that_waits_is_woken_by_the_record_that_fills_its_batch() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(bytes("1"));
            var woken = pool.submit(() -> reader.await(3, Duration.ofMinutes(1)));
            journal.append(bytes("2"));
            journal.append(bytes("3"));
            assertThat(woken.get()).isTrue();
            assertThat(texts(readAll(reader))).containsExactly("1", "2", "3");
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void waiting_ends_when_the_time_is_over_and_says_whether_there_is_something() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            assertThat(reader.await(1, Duration.ofMillis(5))).isFalse();
            journal.append(bytes("few"));
            assertThat(reader.await(100, Duration.ofMillis(5))).isTrue();
        }
    }

    @Test
    void a_reader_that_waits_is_hurried_once_and_so_is_one_that_is_about_to() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(bytes("1"));
            var woken = pool.submit(() -> reader.await(100, Duration.ofMinutes(1)));
            reader.hurry();
            assertThat(woken.get()).isTrue();
            reader.hurry();
            assertThat(reader.await(100, Duration.ofMinutes(1))).isTrue();
            long start = System.nanoTime();
            assertThat(reader.await(100, Duration.ofMillis(20))).isTrue();
            assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void closing_wakes_a_reader_that_waits() throws Exception {
        var pool = Executors.newSingleThreadExecutor();
        Journal journal = Journal.open(dir, SETTINGS);
        try (JournalReader reader = journal.reader(Position.START)) {
            var woken = pool.submit(() -> reader.await(1, Duration.ofMinutes(1)));
            journal.close();
            assertThat(woken.get()).isFalse();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void batches_end_at_the_wanted_records_or_bytes() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS);
                JournalReader reader = journal.reader(Position.START)) {
            for (int i = 0; i < 10; i++) {
                journal.append(numbered(i, 100));
            }
            assertThat(reader.read(3, 1 << 20)).hasSize(3);
            assertThat(reader.read(100, 150)).hasSize(2);
            assertThat(reader.read(100, 1)).hasSize(1);
            assertThat(reader.read(100, 1 << 20)).hasSize(4);
            assertThat(reader.read(100, 1 << 20)).isEmpty();
        }
    }

    @Test
    void a_directory_that_is_open_is_refused_with_a_plain_message() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            journal.append(bytes("kept"));
            assertThatIOException()
                    .isThrownBy(() -> Journal.open(dir, SETTINGS))
                    .withMessageContaining("already open");
        }
        assertThat(texts(readAll(dir, SETTINGS, Position.START))).containsExactly("kept");
    }

    @Test
    void a_foreign_file_is_refused_and_left_alone() throws IOException {
        Path foreign = Files.writeString(dir.resolve("notes.txt"), "mine");
        assertThatIOException()
                .isThrownBy(() -> Journal.open(dir, SETTINGS))
                .withMessageContaining("notes.txt is not a file of a journal");
        assertThat(foreign).hasContent("mine");
    }

    @Test
    void a_foreign_file_under_a_segments_name_is_refused_and_left_alone() throws IOException {
        Path foreign = Files.writeString(dir.resolve("00000000000000000001.journal"), "x".repeat(100));
        assertThatIOException()
                .isThrownBy(() -> Journal.open(dir, SETTINGS))
                .withMessageContaining("is not a segment of a journal");
        assertThat(foreign).hasContent("x".repeat(100));
    }

    @Test
    void a_closed_journal_refuses_and_closing_twice_is_nothing() throws Exception {
        Journal journal = Journal.open(dir, SETTINGS);
        journal.close();
        journal.close();
        assertThatIllegalStateException().isThrownBy(() -> journal.append(bytes("late")));
        assertThatIllegalStateException().isThrownBy(() -> journal.reader(Position.START));
    }

    @Test
    void there_is_one_reader_at_a_time() throws Exception {
        try (Journal journal = Journal.open(dir, SETTINGS)) {
            JournalReader first = journal.reader(Position.START);
            assertThatIllegalStateException().isThrownBy(() -> journal.reader(Position.START));
            first.close();
            journal.reader(Position.START).close();
        }
    }

    @Test
    void settings_that_cannot_work_are_refused() {
        Duration interval = Duration.ofMillis(20);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalSettings(4095, 1 << 20, interval, false, WhenFull.REFUSE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalSettings(4096, 8191, interval, false, WhenFull.REFUSE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalSettings(4096, 8192, Duration.ZERO, false, WhenFull.REFUSE));
    }
}
