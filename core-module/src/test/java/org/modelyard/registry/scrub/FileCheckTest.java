package org.modelyard.registry.scrub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.BlockHashes;
import org.modelyard.registry.store.FileArtifactStore;

class FileCheckTest {

    private static final byte[] CONTENT = new byte[BlockHashes.BLOCK + 70_000];

    static {
        new Random(5).nextBytes(CONTENT);
    }

    private final AtomicLong clock = new AtomicLong();
    private final Pace pace = new Pace(1 << 20, clock::get, clock::addAndGet);
    private final List<BlockHashes> blocks = new ArrayList<>();
    private Path root;
    private FileArtifactStore store;
    private boolean leftOff;
    private FileCheck check;

    @BeforeEach
    void open(@TempDir Path home) {
        root = home;
        store = new FileArtifactStore(root);
        check = new FileCheck(store, pace, () -> leftOff, blocks::add);
    }

    @Test
    void a_good_file_is_good_and_a_large_one_has_its_blocks_made_up_for() {
        String small = store.put(Arrays.copyOf(CONTENT, 1_000)).sha256();
        assertThat(check.check(small)).isEqualTo(new FileCheck.Good(1_000));
        assertThat(blocks).isEmpty();
        String large = store.put(CONTENT).sha256();
        assertThat(check.check(large)).isEqualTo(new FileCheck.Good(CONTENT.length));
        assertThat(blocks).hasSize(1);
        assertThat(blocks.get(0).of(0)).isEqualTo(Sha256.hex(Arrays.copyOf(CONTENT, BlockHashes.BLOCK)));
    }

    @Test
    void a_flipped_byte_a_lost_end_and_a_lost_file_are_found() throws IOException {
        String sha256 = store.put(CONTENT).sha256();
        Path file = root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
        byte[] bad = CONTENT.clone();
        bad[CONTENT.length - 1] ^= 1;
        Files.write(file, bad);
        assertThat(check.check(sha256)).isEqualTo(new FileCheck.Damaged(CONTENT.length, Sha256.hex(bad)));
        Files.write(file, Arrays.copyOf(CONTENT, 9));
        assertThat(check.check(sha256)).isEqualTo(new FileCheck.Damaged(9, Sha256.hex(Arrays.copyOf(CONTENT, 9))));
        Files.delete(file);
        assertThat(check.check(sha256)).isEqualTo(new FileCheck.Missing());
        assertThat(blocks).as("of damaged files").isEmpty();
    }

    @Test
    void what_cannot_be_read_is_told_and_does_not_stop_the_rest() throws IOException {
        String sha256 = store.put(CONTENT).sha256();
        Path file = root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
        Files.delete(file);
        Files.createDirectory(file); // reading it is an error of the file system
        assertThat(check.check(sha256)).isInstanceOf(FileCheck.Unreadable.class);
    }

    @Test
    void nothing_is_said_of_a_file_that_was_left_off() {
        String sha256 = store.put(CONTENT).sha256();
        leftOff = true;
        assertThat(check.check(sha256)).isEqualTo(new FileCheck.LeftOff());
    }

    @Test
    void it_reads_no_faster_than_the_pace_and_saves_nothing_up() {
        String sha256 = store.put(CONTENT).sha256();
        check.check(sha256);
        double seconds = clock.get() / 1e9;
        assertThat(seconds).isBetween(7.9, 8.1); // 8 MiB and a little at 1 MiB a second, but for the last piece
        clock.addAndGet(3_600_000_000_000L);
        long begin = clock.get();
        check.check(sha256);
        assertThat((clock.get() - begin) / 1e9).isBetween(7.9, 8.1);
    }
}
