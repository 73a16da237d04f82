package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Sha256;

/** Large files: the hashes of their blocks are kept, and no byte of a damaged block is given. */
class BlockHashesTest {

    private static final int BLOCK = BlockHashes.BLOCK;
    private static final byte[] CONTENT = new byte[2 * BLOCK + 1_234];

    static {
        new Random(8).nextBytes(CONTENT);
    }

    private final List<BlockHashes> table = new ArrayList<>();
    private final List<ArtifactMismatch> rung = new ArrayList<>();
    private Path root;
    private ArtifactStore store;

    @BeforeEach
    void open(@TempDir Path home) {
        root = home;
        store = new BlockKeepingStore(new FileArtifactStore(root.resolve("artifacts")), table::add);
    }

    @Test
    void a_large_file_has_its_blocks_written_down_when_it_is_stored() {
        StoredArtifact stored = store.put(new ByteArrayInputStream(CONTENT));
        BlockHashes blocks = table.get(0);
        assertThat(blocks.sha256()).isEqualTo(stored.sha256());
        assertThat(blocks.bytes()).isEqualTo(CONTENT.length);
        assertThat(blocks.count()).isEqualTo(3);
        for (int block = 0; block < 3; block++) {
            int from = block * BLOCK;
            byte[] bytes = Arrays.copyOfRange(CONTENT, from, Math.min(from + BLOCK, CONTENT.length));
            assertThat(blocks.of(block)).isEqualTo(Sha256.hex(bytes));
            assertThat(blocks.range(block)).isEqualTo(new ByteRange(from, bytes.length));
        }
        assertThat(new BlockHashes(stored.sha256(), CONTENT.length, blocks.hashes()))
                .isEqualTo(blocks)
                .hasSameHashCodeAs(blocks);
        assertThatThrownBy(() -> new BlockHashes(stored.sha256(), CONTENT.length - BLOCK, blocks.hashes()))
                .isInstanceOf(IllegalArgumentException.class);
        store.put(CONTENT);
        assertThat(table).hasSize(2).allMatch(blocks::equals);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8 << 20})
    void a_small_one_needs_none(int bytes) {
        store.put(new ByteArrayInputStream(CONTENT, 0, bytes));
        store.put(Arrays.copyOf(CONTENT, bytes));
        assertThat(table).isEmpty();
    }

    @Test
    void a_file_that_is_taken_brings_its_own() throws IOException {
        Path file = Files.write(root.resolve("upload.part"), CONTENT);
        BlockDigest digest = new BlockDigest();
        digest.update(CONTENT, 0, CONTENT.length);
        String sha256 = Sha256.hex(CONTENT);
        BlockHashes blocks = digest.finish(sha256);
        store.take(file, new HashedFile(new StoredArtifact(sha256, CONTENT.length), blocks));
        assertThat(table).containsExactly(blocks);
        assertThat(file).doesNotExist();
        assertThat(store.get(sha256)).isEqualTo(CONTENT);
        assertThat(store.exists(sha256)).isTrue();
        assertThat(store.size(sha256)).isEqualTo(CONTENT.length);
        assertThat(store.delete(sha256)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0,16778450", "0,1", "8388607,2", "8388608,8388608", "16777216,1234", "16778449,1", "5,8388608"})
    void parts_come_whole_and_checked(int from, int length) throws IOException {
        byte[] wanted = Arrays.copyOfRange(CONTENT, from, from + length);
        try (InputStream part = checked(new ByteRange(from, length))) {
            assertThat(part.readAllBytes()).isEqualTo(wanted);
            assertThat(part.read()).isEqualTo(-1);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (InputStream part = checked(new ByteRange(from, length))) {
            assertThat(part.read()).isEqualTo(wanted[0] & 0xff);
            assertThat(part.transferTo(out)).isEqualTo(length - 1);
        }
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(wanted, 1, length));
        assertThat(rung).isEmpty();
    }

    @Test
    void damage_to_the_first_block_is_known_before_anything_is_given() throws IOException {
        BlockHashes blocks = stored();
        flip(17);
        ByteRange whole = ByteRange.whole(CONTENT.length);
        assertThatThrownBy(() -> checked(whole))
                .isInstanceOf(ArtifactMismatch.class)
                .hasMessageContainingAll(blocks.sha256(), "block 0", blocks.of(0));
        assertThat(rung).hasSize(1);
        assertThat(rung.get(0).expected()).isEqualTo(blocks.of(0));
        assertThat(rung.get(0).actual()).isNotEqualTo(blocks.of(0));
        try (InputStream behind = checked(new ByteRange(BLOCK, 100))) {
            assertThat(behind.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, BLOCK, BLOCK + 100));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8388608, 16777215, 16777216, 16778449})
    void damage_to_a_later_block_ends_the_stream_before_it(int damaged) throws IOException {
        stored();
        flip(damaged);
        ByteArrayOutputStream given = new ByteArrayOutputStream();
        try (InputStream content = checked(ByteRange.whole(CONTENT.length))) {
            assertThatThrownBy(() -> content.transferTo(given)).isInstanceOf(ArtifactMismatch.class);
            assertThat(content.read()).as("after it").isEqualTo(-1);
        }
        assertThat(given.toByteArray()).isEqualTo(Arrays.copyOf(CONTENT, damaged / BLOCK * BLOCK));
        assertThat(rung).hasSize(1);
    }

    @Test
    void a_file_that_was_cut_off_is_damaged() throws IOException {
        stored();
        Files.write(file(), Arrays.copyOf(CONTENT, BLOCK + 5));
        try (InputStream content = checked(ByteRange.whole(CONTENT.length))) {
            assertThatThrownBy(content::readAllBytes).isInstanceOf(ArtifactMismatch.class);
        }
    }

    private BlockHashes stored() {
        if (table.isEmpty()) {
            store.put(new ByteArrayInputStream(CONTENT));
        }
        return table.get(0);
    }

    private InputStream checked(ByteRange part) {
        BlockHashes blocks = stored();
        try {
            return CheckedBlocks.open(wanted -> store.part(blocks.sha256(), wanted), blocks, part, rung::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void flip(int position) throws IOException {
        byte[] bad = CONTENT.clone();
        bad[position] ^= 1;
        Files.write(file(), bad);
    }

    private Path file() {
        String sha256 = Sha256.hex(CONTENT);
        return root.resolve("artifacts")
                .resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }
}
