package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.modelyard.journal.Journals.bytes;
import static org.modelyard.journal.Journals.eventually;
import static org.modelyard.journal.Journals.readAll;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GroupSyncTest {

    private static final int SEGMENT = 64 << 10;
    private static final JournalSettings ALWAYS =
            new JournalSettings(SEGMENT, 4 * SEGMENT, Duration.ofMillis(20), true, WhenFull.REFUSE);
    private static final JournalSettings INTERVAL =
            new JournalSettings(SEGMENT, 4 * SEGMENT, Duration.ofMillis(20), false, WhenFull.REFUSE);

    private final Path dir;

    GroupSyncTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void appends_that_arrive_during_an_fsync_share_the_next_one() throws Exception {
        GatedDisk disk = new GatedDisk();
        int threads = 8;
        var pool = Executors.newFixedThreadPool(threads + 1);
        try (Journal journal = Journal.open(dir, ALWAYS, Position.START, disk)) {
            var first = pool.submit(() -> journal.append(bytes("first")));
            disk.began.acquire(); // its fsync is under way and held
            var others = IntStream.range(0, threads)
                    .mapToObj(i -> pool.submit(() -> journal.append(bytes("other " + i))))
                    .toList();
            eventually(() -> journal.stats().appended() == threads + 1);
            assertThat(first.isDone()).isFalse();
            assertThat(others).noneMatch(java.util.concurrent.Future::isDone);

            disk.gate.release();
            first.get();
            disk.began.acquire();
            assertThat(others).noneMatch(java.util.concurrent.Future::isDone);
            disk.gate.release();
            for (var other : others) {
                assertThat(other.get().isLogged()).isTrue();
            }
            assertThat(disk.syncs.get()).isEqualTo(2);
            disk.gate.release(1_000);
        } finally {
            disk.gate.release(1_000);
            pool.shutdown();
        }
    }

    @Test
    void without_sync_always_an_append_waits_for_no_fsync() throws Exception {
        GatedDisk disk = new GatedDisk();
        try (Journal journal = Journal.open(dir, INTERVAL, Position.START, disk)) {
            journal.append(bytes("one"));
            disk.began.acquire(); // the group's fsync came by itself, and hangs
            assertThat(journal.append(bytes("two")).isLogged()).isTrue();
            disk.gate.release(1_000);
        }
    }

    @Test
    void a_failed_fsync_refuses_what_it_should_have_covered_and_the_next_goes_on() throws Exception {
        GatedDisk disk = new GatedDisk();
        disk.gate.release(1_000);
        try (Journal journal = Journal.open(dir, ALWAYS, Position.START, disk);
                JournalReader reader = journal.reader(Position.START)) {
            journal.append(bytes("good"));
            disk.failing = true;
            assertThatExceptionOfType(JournalFull.class)
                    .isThrownBy(() -> journal.append(bytes("unsure")))
                    .withMessageContaining("did not sync");
            disk.failing = false;
            journal.append(bytes("good again"));
            assertThat(journal.stats().diskFailures()).isEqualTo(1);
            assertThat(journal.stats().refused()).isEqualTo(1);
            assertThat(Journals.texts(readAll(reader))).contains("good", "good again");
        }
    }

    @Test
    void every_file_that_was_opened_is_closed() throws Exception {
        GatedDisk disk = new GatedDisk();
        disk.gate.release(1_000);
        try (Journal journal = Journal.open(dir, INTERVAL, Position.START, disk);
                JournalReader reader = journal.reader(Position.START)) {
            int perSegment = SEGMENT / Frame.size(1_000);
            for (int i = 0; i < 2 * perSegment; i++) {
                journal.append(Journals.numbered(i, 1_000));
            }
            eventually(() -> disk.syncs.get() >= 2); // all is synced, so that nothing but sealing can close the files
            assertThat(readAll(reader)).hasSize(2 * perSegment);
            assertThat(disk.open.get()).isPositive();
        }
        assertThat(disk.open.get()).isZero();
    }

    @Test
    void many_threads_with_sync_always_over_several_segments() throws Exception {
        int threads = 4;
        int each = 100;
        var pool = Executors.newFixedThreadPool(threads);
        try (Journal journal = Journal.open(dir, ALWAYS);
                JournalReader reader = journal.reader(Position.START)) {
            List<Callable<Void>> writers = IntStream.range(0, threads)
                    .mapToObj(t -> (Callable<Void>) () -> {
                        for (int i = 0; i < each; i++) {
                            journal.append(Journals.numbered(i * threads + t, 400));
                        }
                        return null;
                    })
                    .toList();
            for (var writer : pool.invokeAll(writers)) {
                writer.get();
            }
            assertThat(readAll(reader))
                    .extracting(Journals::number)
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, threads * each).boxed().toList());
        } finally {
            pool.shutdown();
        }
    }

    /** A disk whose fsyncs of records wait for a permit. */
    private static final class GatedDisk implements SegmentFile.Opener {
        private final Semaphore began = new Semaphore(0);
        private final Semaphore gate = new Semaphore(0);
        private final AtomicInteger syncs = new AtomicInteger();
        private final AtomicInteger open = new AtomicInteger();
        private volatile boolean failing;

        @Override
        public SegmentFile open(Path path, boolean writable) throws IOException {
            open.incrementAndGet();
            return new SegmentFile(path, writable) {
                @Override
                public void close() throws IOException {
                    super.close();
                    open.decrementAndGet();
                }

                @Override
                void force() throws IOException {
                    if (Thread.currentThread().getName().equals("journal-sync")) {
                        began.release();
                        gate.acquireUninterruptibly();
                        syncs.incrementAndGet();
                        if (failing) {
                            throw new IOException("Input/output error");
                        }
                    }
                    super.force();
                }
            };
        }
    }
}
