package org.modelyard.dataset.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.chunk.ChunkStats;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.ReadReport;
import org.modelyard.ml.data.Column;

class WriteBehindTest {

    private static final ReadReport REPORT = new ReadReport(1, 0, List.of());
    private static final Chunk CHUNK = new Chunk(
            new byte[0],
            new ChunkStats(1, List.of()),
            new ContentHash[] {new ContentHash(1, 2)},
            new Column.Numbers(new double[] {1}));

    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Recorder recorder = new Recorder();
    private final WriteBehind sink = new WriteBehind(recorder, threads);

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    @Test
    void the_reader_goes_on_while_a_chunk_is_written() throws InterruptedException {
        CountDownLatch written = new CountDownLatch(1);
        recorder.gates.add(written);
        sink.add(CHUNK, new double[1], REPORT, 1);
        sink.tick();
        assertThat(recorder.done).containsExactly("tick");
        written.countDown();
        sink.add(CHUNK, new double[1], REPORT, 2);
        sink.skipped(REPORT, 3);
        assertThat(recorder.done).containsExactly("tick", "add 1", "add 2", "skipped 3");
    }

    @Test
    void what_is_known_is_asked_when_the_chunk_before_is_in() {
        sink.add(CHUNK, new double[1], REPORT, 1);
        assertThat(sink.known(List.of())).isEmpty();
        assertThat(recorder.done).containsExactly("add 1", "known");
    }

    @Test
    void a_failed_write_comes_out_once_and_is_not_lost() {
        recorder.fault = new IllegalStateException("no space");
        sink.add(CHUNK, new double[1], REPORT, 1);
        assertThatThrownBy(() -> sink.add(CHUNK, new double[1], REPORT, 2)).isSameAs(recorder.fault);
        assertThatCode(sink::settle).doesNotThrowAnyException();
        sink.add(CHUNK, new double[1], REPORT, 3);
        assertThatThrownBy(sink::settle).isSameAs(recorder.fault);
    }

    private static final class Recorder implements ChunkSink {
        private final List<String> done = new ArrayList<>();
        private final Queue<CountDownLatch> gates = new ArrayDeque<>();
        private @Nullable RuntimeException fault;

        @Override
        public Set<ContentHash> known(Collection<ContentHash> hashes) {
            done.add("known");
            return Set.of();
        }

        @Override
        public void add(Chunk chunk, double[] quality, ReadReport report, int skipped) {
            if (fault != null) {
                throw fault;
            }
            CountDownLatch gate = gates.poll();
            try {
                if (gate != null && !gate.await(10, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("nobody opened the gate");
                }
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            done.add("add " + skipped);
        }

        @Override
        public void skipped(ReadReport report, int skipped) {
            done.add("skipped " + skipped);
        }

        @Override
        public void tick() {
            done.add("tick");
        }
    }
}
