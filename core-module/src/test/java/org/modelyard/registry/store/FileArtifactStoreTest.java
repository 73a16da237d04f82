package org.modelyard.registry.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;

class FileArtifactStoreTest {

    private static final byte[] CONTENT = "some bytes".getBytes(UTF_8);

    private Path root;
    private FileArtifactStore store;

    @BeforeEach
    void open(@TempDir Path home) {
        root = home;
        store = new FileArtifactStore(root.resolve("artifacts"));
    }

    @Test
    void what_is_put_is_got_under_its_hash() {
        StoredArtifact stored = store.put(CONTENT);

        assertThat(stored).isEqualTo(new StoredArtifact(Sha256.hex(CONTENT), CONTENT.length));
        assertThat(store.get(stored.sha256())).isEqualTo(CONTENT);
        assertThat(store.exists(stored.sha256())).isTrue();
        assertThat(store.size(stored.sha256())).isEqualTo(CONTENT.length);
        assertThat(file(stored)).isRegularFile();
    }

    @Test
    void a_part_is_given_and_the_whole_verified() throws IOException {
        StoredArtifact stored = store.put(CONTENT);
        try (InputStream part = store.part(stored.sha256(), new ByteRange(5, 3))) {
            assertThat(part.readAllBytes()).isEqualTo("byt".getBytes(UTF_8));
        }
        try (InputStream whole = store.part(stored.sha256(), ByteRange.whole(CONTENT.length))) {
            assertThat(whole.readAllBytes()).isEqualTo(CONTENT);
        }
        assertThatThrownBy(() -> store.part(stored.sha256(), new ByteRange(CONTENT.length + 1, 1)))
                .isInstanceOf(StoreAway.class);
        store.verify(stored.sha256());
        byte[] damaged = CONTENT.clone();
        damaged[damaged.length - 1] ^= 1;
        Files.write(file(stored), damaged);
        assertThatThrownBy(() -> store.verify(stored.sha256()))
                .isInstanceOf(ArtifactMismatch.class)
                .hasMessageContaining(stored.sha256())
                .hasMessageContaining(Sha256.hex(damaged));
    }

    @Test
    void content_larger_than_the_buffer_passes_through_the_verified_stream() throws IOException {
        byte[] content = new byte[300_001];
        new Random(1).nextBytes(content);
        StoredArtifact stored = store.put(content);

        try (InputStream in = store.open(stored.sha256())) {
            assertThat(in.skip(100_000)).isEqualTo(100_000);
            assertThat(in.readAllBytes()).hasSize(200_001);
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void an_empty_artifact_is_an_artifact() throws IOException {
        StoredArtifact stored = store.put(new byte[0]);

        assertThat(stored.bytes()).isZero();
        try (InputStream in = store.open(stored.sha256())) {
            assertThat(in.read()).isEqualTo(-1);
        }
    }

    @Test
    void one_changed_byte_is_refused_with_both_hashes() throws IOException {
        StoredArtifact stored = store.put(CONTENT);
        byte[] damaged = "some bytez".getBytes(UTF_8);
        Files.write(file(stored), damaged);

        assertThatThrownBy(() -> store.get(stored.sha256()))
                .isInstanceOfSatisfying(ArtifactMismatch.class, mismatch -> {
                    assertThat(mismatch.expected()).isEqualTo(stored.sha256());
                    assertThat(mismatch.actual()).isEqualTo(Sha256.hex(damaged));
                });
        try (InputStream in = store.open(stored.sha256())) {
            assertThatThrownBy(in::readAllBytes).isInstanceOf(ArtifactMismatch.class);
        }
    }

    @Test
    void a_file_cut_short_is_refused() throws IOException {
        StoredArtifact stored = store.put(CONTENT);
        Files.write(file(stored), "some".getBytes(UTF_8));

        assertThatThrownBy(() -> store.get(stored.sha256())).isInstanceOf(ArtifactMismatch.class);
    }

    @Test
    void putting_again_heals_a_damaged_file() throws IOException {
        StoredArtifact stored = store.put(CONTENT);
        Files.write(file(stored), new byte[] {1});

        store.put(CONTENT);

        assertThat(store.get(stored.sha256())).isEqualTo(CONTENT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "../../../../etc/passwd",
                "ab",
                "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b85/",
                "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
            })
    void an_address_that_is_no_hash_or_unknown_names_nothing(String address) {
        assertThat(store.exists(address)).isFalse();
        assertThat(store.delete(address)).isFalse();
        assertThatThrownBy(() -> store.get(address)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> store.open(address)).isInstanceOf(Refusal.NotFound.class);
        assertThatThrownBy(() -> store.size(address)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void a_source_that_breaks_leaves_nothing_behind() throws IOException {
        InputStream breaking = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() throws IOException {
                if (left <= 0) {
                    throw new IOException("line is down");
                }
                left--;
                return 7;
            }
        };

        assertThatThrownBy(() -> store.put(breaking))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("line is down");
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void deleting_removes_and_says_so() {
        StoredArtifact stored = store.put(CONTENT);

        assertThat(store.delete(stored.sha256())).isTrue();
        assertThat(store.delete(stored.sha256())).isFalse();
        assertThat(store.exists(stored.sha256())).isFalse();
    }

    private Path file(StoredArtifact stored) {
        String sha = stored.sha256();
        return root.resolve("artifacts")
                .resolve(sha.substring(0, 2))
                .resolve(sha.substring(2, 4))
                .resolve(sha);
    }

    @Test
    void what_it_holds_is_listed_without_what_is_half_written() throws IOException {
        assertThat(listed()).isEmpty();
        StoredArtifact one = store.put(CONTENT);
        StoredArtifact other = store.put("other".getBytes(UTF_8));
        Files.writeString(root.resolve("artifacts/incoming/half.tmp"), "half");
        Files.writeString(root.resolve("artifacts/README"), "not ours");

        assertThat(listed())
                .extracting(ListedArtifact::sha256, ListedArtifact::bytes)
                .containsExactlyInAnyOrder(tuple(one.sha256(), one.bytes()), tuple(other.sha256(), other.bytes()));
    }

    @Test
    void only_what_nobody_has_put_since_is_deleted() {
        StoredArtifact stored = store.put(CONTENT);
        Instant put = listed().get(0).putAt();

        assertThat(store.deletePutBefore(stored.sha256(), put)).isFalse();
        assertThat(store.get(stored.sha256())).isEqualTo(CONTENT);
        assertThat(store.deletePutBefore(stored.sha256(), put.plusSeconds(1))).isTrue();
        assertThat(store.exists(stored.sha256())).isFalse();
        assertThat(store.deletePutBefore(stored.sha256(), put.plusSeconds(1))).isFalse();
        assertThat(root.resolve("artifacts/incoming")).isEmptyDirectory();
    }

    @Test
    void to_put_the_same_again_renews_its_time() throws IOException {
        StoredArtifact stored = store.put(CONTENT);
        Files.setLastModifiedTime(file(stored), FileTime.from(Instant.EPOCH));
        store.put(CONTENT);
        assertThat(listed().get(0).putAt()).isAfter(Instant.EPOCH.plusSeconds(60));
    }

    private List<ListedArtifact> listed() {
        try (Stream<ListedArtifact> all = store.list()) {
            return all.toList();
        }
    }
}
