package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifiedPartsTest {

    private static final int BLOCK = BlockHashes.BLOCK;

    private final List<BlockHashes> blocks = new ArrayList<>();
    private final List<ArtifactMismatch> rung = new ArrayList<>();
    private Path root;
    private ArtifactStore store;

    @BeforeEach
    void open(@TempDir Path home) {
        root = home;
        store = new FileArtifactStore(home);
    }

    @Test
    void a_small_file_that_changes_after_it_was_verified_is_given_as_it_was() throws IOException {
        byte[] content = content(1_000);
        StoredArtifact stored = store.put(content);
        try (InputStream part = open(stored, new ByteRange(100, 50))) {
            damage(stored, 120);
            assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, 100, 150));
        }
        assertThat(blocks).isEmpty();
        assertThat(rung).isEmpty();
        assertThatThrownBy(() -> open(stored, new ByteRange(0, 10))).isInstanceOf(ArtifactMismatch.class);
        assertThat(rung).hasSize(1);
    }

    @Test
    void a_large_file_that_changes_after_it_was_verified_is_broken_off_before_the_change() throws IOException {
        byte[] content = content(2 * BLOCK + 99);
        StoredArtifact stored = store.put(new ByteArrayInputStream(content));
        try (InputStream whole = open(stored, ByteRange.whole(content.length))) {
            damage(stored, 2 * BLOCK + 7);
            assertThat(whole.readNBytes(2 * BLOCK)).isEqualTo(Arrays.copyOf(content, 2 * BLOCK));
            assertThatThrownBy(whole::read).isInstanceOf(ArtifactMismatch.class);
        }
        assertThat(rung).hasSize(1);
        assertThat(blocks).singleElement().satisfies(found -> {
            assertThat(found.count()).isEqualTo(3);
            assertThat(found.sha256()).isEqualTo(stored.sha256());
        });
    }

    @Test
    void a_large_file_that_is_damaged_already_gives_nothing_and_rings_once() throws IOException {
        StoredArtifact stored = store.put(new ByteArrayInputStream(content(BLOCK + 5)));
        damage(stored, BLOCK + 1);
        assertThatThrownBy(() -> open(stored, new ByteRange(0, 10))).isInstanceOf(ArtifactMismatch.class);
        assertThat(rung).hasSize(1);
        assertThat(blocks).isEmpty();
    }

    private InputStream open(StoredArtifact stored, ByteRange part) throws IOException {
        return VerifiedParts.open(store, stored, part, blocks::add, rung::add);
    }

    private void damage(StoredArtifact stored, int position) throws IOException {
        String sha = stored.sha256();
        Path file =
                root.resolve(sha.substring(0, 2)).resolve(sha.substring(2, 4)).resolve(sha);
        byte[] bytes = Files.readAllBytes(file);
        bytes[position] ^= 1;
        Files.write(file, bytes); // in place: whoever has it open reads the change
    }

    private static byte[] content(int bytes) {
        byte[] content = new byte[bytes];
        new Random(bytes).nextBytes(content);
        return content;
    }
}
