package org.modelyard.dataset.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.chunk.Chunk;
import org.modelyard.dataset.model.ContentHash;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ExampleReader;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.ReadLimits;
import org.modelyard.dataset.model.ReadReport;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;

class ChunkingTest {

    private static final Schema SCHEMA = new Schema(
            Task.CLASSIFICATION,
            "y",
            List.of(new FeatureSpec("a", FeatureType.NUMERIC), new FeatureSpec("b", FeatureType.TEXT)));

    /** Remembers what a dataset would. */
    private static final class Memory implements ChunkSink {
        private final Set<ContentHash> contents = new HashSet<>();
        private final List<Chunk> chunks = new ArrayList<>();
        private final List<double[]> qualities = new ArrayList<>();
        private int left;
        private int ticks;

        @Override
        public Set<ContentHash> known(Collection<ContentHash> hashes) {
            Set<ContentHash> known = new HashSet<>(contents);
            known.retainAll(hashes);
            return known;
        }

        @Override
        public void add(Chunk chunk, double[] quality, ReadReport report, int skipped) {
            chunks.add(chunk);
            qualities.add(quality);
            contents.addAll(Arrays.asList(chunk.hashes()));
            left += skipped;
        }

        @Override
        public void skipped(ReadReport report, int skipped) {
            left += skipped;
        }

        @Override
        public void tick() {
            ticks++;
        }

        int rows() {
            return chunks.stream().mapToInt(Chunk::rows).sum();
        }
    }

    private final Memory memory = new Memory();

    @Test
    void rows_become_chunks_of_the_wanted_size() {
        run(csv(2_500, 2_500), 1_000, DuplicateMode.KEEP);
        assertThat(memory.chunks).extracting(Chunk::rows).containsExactly(1_000, 1_000, 500);
        assertThat(memory.qualities).extracting(quality -> quality.length).containsExactly(1_000, 1_000, 500);
        assertThat(memory.ticks).isEqualTo(2);
    }

    @Test
    void kept_duplicates_are_rows_like_others() {
        run(csv(100, 10), 1_000, DuplicateMode.KEEP);
        assertThat(memory.rows()).isEqualTo(100);
        assertThat(memory.contents).hasSize(10);
    }

    @Test
    void skipped_duplicates_leave_no_row_within_a_file_and_over_chunks() {
        run(csv(5_000, 1_500), 1_000, DuplicateMode.SKIP);
        assertThat(memory.rows()).isEqualTo(1_500);
        assertThat(memory.left).isEqualTo(3_500);
    }

    @Test
    void the_same_file_again_adds_nothing_when_duplicates_are_skipped() {
        run(csv(2_500, 2_500), 1_000, DuplicateMode.SKIP);
        int chunks = memory.chunks.size();
        run(csv(2_500, 2_500), 1_000, DuplicateMode.SKIP);
        assertThat(memory.chunks).hasSize(chunks);
        assertThat(memory.left).isEqualTo(2_500);
    }

    @Test
    void quality_is_the_share_of_features_that_are_there() {
        run("a,b,y\n1,x,p\n,x,p\n,,p\n", 1_000, DuplicateMode.KEEP);
        assertThat(memory.qualities.get(0)).containsExactly(1, 0.5, 0);
    }

    @Test
    void rows_before_a_broken_place_can_still_be_saved() {
        ExampleReader reader = reader("a,b,y\n1,x,p\n2,\"x,p\n");
        Chunking chunking = new Chunking(reader, 1_000, DuplicateMode.SKIP, memory);
        assertThatThrownBy(chunking::run).isInstanceOf(Refusal.Invalid.class);
        chunking.flush();
        assertThat(memory.rows()).isEqualTo(1);
    }

    private void run(String csv, int chunkRows, DuplicateMode mode) {
        Chunking chunking = new Chunking(reader(csv), chunkRows, mode, memory);
        chunking.run();
        chunking.flush();
    }

    private static ExampleReader reader(String csv) {
        return ExampleReader.open(
                new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8)),
                ExampleFormat.CSV,
                SCHEMA,
                ReadLimits.defaults());
    }

    private static String csv(int rows, int distinct) {
        StringBuilder csv = new StringBuilder("a,b,y\n");
        for (int i = 0; i < rows; i++) {
            csv.append(i % distinct).append(",text,p\n");
        }
        return csv.toString();
    }
}
