package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;

/** What every store keeps to, whatever it is made of. */
abstract class ArtifactStoreContract {

    static final byte[] CONTENT = new byte[70_000];
    private static final String ABSENT = "0".repeat(64);

    static {
        new Random(3).nextBytes(CONTENT);
    }

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    abstract ArtifactStore store();

    /** Other bytes under the address, as a bad disk would have it. */
    abstract void overwrite(String sha256, byte[] bytes) throws IOException;

    @Test
    void what_is_put_is_read_whole_and_in_parts() throws IOException {
        StoredArtifact stored = store().put(new ByteArrayInputStream(CONTENT));
        assertThat(stored).isEqualTo(new StoredArtifact(Sha256.hex(CONTENT), CONTENT.length));
        assertThat(store().get(stored.sha256())).isEqualTo(CONTENT);
        assertThat(store().exists(stored.sha256())).isTrue();
        assertThat(store().size(stored.sha256())).isEqualTo(CONTENT.length);
        store().verify(stored.sha256());
        try (InputStream whole = store().open(stored.sha256())) {
            assertThat(whole.readAllBytes()).isEqualTo(CONTENT);
        }
        for (ByteRange part : List.of(
                new ByteRange(0, 1),
                new ByteRange(65_535, 4),
                new ByteRange(CONTENT.length - 1, 1),
                new ByteRange(5, 0),
                ByteRange.whole(CONTENT.length))) {
            try (InputStream read = store().part(stored.sha256(), part)) {
                assertThat(read.readAllBytes())
                        .isEqualTo(Arrays.copyOfRange(CONTENT, (int) part.from(), (int) (part.from() + part.length())));
            }
        }
        try (InputStream left = store().open(stored.sha256())) {
            assertThat(left.readNBytes(3)).isEqualTo(Arrays.copyOf(CONTENT, 3)); // and closed before its end
        }
    }

    @Test
    void nothing_is_an_artifact_too() throws IOException {
        StoredArtifact stored = store().put(new byte[0]);
        assertThat(store().size(stored.sha256())).isZero();
        assertThat(store().get(stored.sha256())).isEmpty();
        try (InputStream whole = store().part(stored.sha256(), ByteRange.whole(0))) {
            assertThat(whole.read()).isEqualTo(-1);
        }
    }

    @Test
    void a_flipped_byte_is_found_and_healed_by_the_same_bytes() throws IOException {
        String sha256 = store().put(CONTENT).sha256();
        byte[] bad = CONTENT.clone();
        bad[bad.length - 1] ^= 1;
        overwrite(sha256, bad);
        assertThatThrownBy(() -> store().get(sha256))
                .isInstanceOf(ArtifactMismatch.class)
                .hasMessageContainingAll(sha256, Sha256.hex(bad));
        assertThatThrownBy(() -> store().verify(sha256)).isInstanceOf(ArtifactMismatch.class);
        try (InputStream whole = store().open(sha256)) {
            assertThatThrownBy(whole::readAllBytes).isInstanceOf(ArtifactMismatch.class);
        }
        store().put(CONTENT);
        store().verify(sha256);
    }

    @Test
    void what_is_missing_is_not_found() {
        for (String name : List.of(ABSENT, "../../etc/passwd", "", "AB".repeat(32))) {
            assertThat(store().exists(name)).isFalse();
            assertThat(store().delete(name)).isFalse();
            assertThatThrownBy(() -> store().get(name)).isInstanceOf(Refusal.NotFound.class);
            assertThatThrownBy(() -> store().open(name)).isInstanceOf(Refusal.NotFound.class);
            assertThatThrownBy(() -> store().part(name, new ByteRange(0, 1))).isInstanceOf(Refusal.NotFound.class);
            assertThatThrownBy(() -> store().part(name, new ByteRange(0, 0))).isInstanceOf(Refusal.NotFound.class);
            assertThatThrownBy(() -> store().size(name)).isInstanceOf(Refusal.NotFound.class);
            assertThatThrownBy(() -> store().verify(name)).isInstanceOf(Refusal.NotFound.class);
        }
    }

    @Test
    void what_is_deleted_is_gone() {
        String sha256 = store().put(CONTENT).sha256();
        assertThat(store().delete(sha256)).isTrue();
        assertThat(store().exists(sha256)).isFalse();
        assertThat(store().delete(sha256)).isFalse();
    }

    @Test
    void the_same_bytes_at_once_are_one_artifact() {
        List<String> all = IntStream.range(0, 8)
                .parallel()
                .mapToObj(any -> store().put(new ByteArrayInputStream(CONTENT)).sha256())
                .toList();
        assertThat(all).containsOnly(Sha256.hex(CONTENT));
        assertThat(store().get(all.get(0))).isEqualTo(CONTENT);
    }

    @Test
    void half_an_artifact_never_appears() {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(CONTENT), new InputStream() {
            @Override
            public int read() throws IOException {
                assertThat(store().exists(Sha256.hex(CONTENT))).isFalse();
                throw new IOException("the client is gone");
            }
        });
        assertThatThrownBy(() -> store().put(broken)).isInstanceOf(UncheckedIOException.class);
        assertThat(store().exists(Sha256.hex(CONTENT))).isFalse();
    }

    @Test
    void a_file_is_taken_over() throws IOException {
        Path file = Files.write(home.resolve("arrived.part"), CONTENT);
        StoredArtifact known = new StoredArtifact(Sha256.hex(CONTENT), CONTENT.length);
        store().take(file, new HashedFile(known, null));
        assertThat(store().get(known.sha256())).isEqualTo(CONTENT);
        assertThat(file).doesNotExist();
    }

    /** Larger than what is sent in one request. */
    @Test
    void a_large_one_comes_back_as_it_went() throws IOException {
        byte[] large = new byte[(33 << 20) + 7];
        new Random(9).nextBytes(large);
        String sha256 = store().put(new ByteArrayInputStream(large)).sha256();
        assertThat(store().get(sha256)).isEqualTo(large);
        try (InputStream across = store().part(sha256, new ByteRange((32 << 20) - 3, 6))) {
            assertThat(across.readAllBytes()).isEqualTo(Arrays.copyOfRange(large, (32 << 20) - 3, (32 << 20) + 3));
        }
    }
}
