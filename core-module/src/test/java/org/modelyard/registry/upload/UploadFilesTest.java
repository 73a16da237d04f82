package org.modelyard.registry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.FileArtifactStore;
import org.modelyard.registry.store.StoredArtifact;

class UploadFilesTest {

    private static final byte[] CONTENT = new byte[1_000_003];

    static {
        new Random(7).nextBytes(CONTENT);
    }

    private final UUID id = Ids.next();
    private Path root;
    private UploadFiles files;

    @BeforeEach
    void create(@TempDir Path home) {
        root = home;
        files = new UploadFiles(root.resolve("uploads"));
        files.create(id);
    }

    @Test
    void what_comes_in_parts_is_the_whole() {
        long reached = 0;
        for (int part : new int[] {1, 262_144, 262_145, 0, 475_713}) {
            reached = send(reached, part);
        }
        assertThat(reached).isEqualTo(CONTENT.length);
        assertThat(found()).isEqualTo(new StoredArtifact(Sha256.hex(CONTENT), CONTENT.length));
    }

    @Test
    void another_process_goes_on_where_one_was_killed() {
        send(0, 500_000);
        files = new UploadFiles(root.resolve("uploads"));
        assertThat(files.length(id)).hasValue(500_000);
        send(500_000, CONTENT.length - 500_000);
        assertThat(found().sha256()).isEqualTo(Sha256.hex(CONTENT));
    }

    @Test
    void only_what_follows_is_taken() {
        send(0, 10);
        for (long wrong : new long[] {0, 9, 11}) {
            assertThatThrownBy(() -> files.append(id, wrong, CONTENT.length, part(0, 5)))
                    .isInstanceOfSatisfying(OffsetMismatch.class, told -> assertThat(told.offset())
                            .isEqualTo(10));
        }
        assertThat(files.length(id)).hasValue(10);
    }

    @Test
    void a_stream_that_breaks_leaves_what_arrived() {
        InputStream broken = new SequenceInputStream(part(0, 300_000), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the client is gone");
            }
        });
        assertThatThrownBy(() -> files.append(id, 0, CONTENT.length, broken))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("300000");
        assertThat(files.length(id)).hasValue(300_000);
        send(300_000, CONTENT.length - 300_000);
        assertThat(found().sha256()).isEqualTo(Sha256.hex(CONTENT));
    }

    @Test
    void what_goes_on_behind_the_end_is_dropped() {
        send(0, 400_000);
        assertThatThrownBy(() -> files.append(id, 400_000, 700_000, part(400_000, 300_001)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("More bytes");
        assertThat(files.length(id)).hasValue(400_000);
        assertThat(files.append(id, 400_000, 700_000, part(400_000, 300_000))).isEqualTo(700_000);
        assertThatThrownBy(() -> files.append(id, 700_000, 700_000, part(0, 1))).isInstanceOf(Refusal.Invalid.class);
        assertThat(found().sha256()).isEqualTo(Sha256.hex(Arrays.copyOf(CONTENT, 700_000)));
    }

    @Test
    void two_at_once_are_not_mixed() {
        InputStream within = new InputStream() {
            private boolean asked;

            @Override
            public int read() {
                if (!asked) {
                    asked = true;
                    Thread other = new Thread(() -> assertThatThrownBy(() -> files.append(id, 0, 10, part(0, 5)))
                            .isInstanceOf(OffsetMismatch.class)
                            .hasMessageContaining("Another request"));
                    AtomicReference<Throwable> failed = new AtomicReference<>();
                    other.setUncaughtExceptionHandler((thread, e) -> failed.set(e));
                    other.start();
                    try {
                        other.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    assertThat(failed.get()).isNull();
                }
                return -1;
            }
        };
        assertThat(files.append(id, 0, 10, within)).isZero();
        assertThat(send(0, 5)).isEqualTo(5);
    }

    @Test
    void a_finished_file_is_taken_into_the_store() {
        send(0, CONTENT.length);
        FileArtifactStore store = new FileArtifactStore(root.resolve("artifacts"));
        files.finish(id, finished -> store.take(finished.file(), finished.content()));
        assertThat(store.get(Sha256.hex(CONTENT))).isEqualTo(CONTENT);
        assertThat(files.length(id)).isEmpty();
        assertThatThrownBy(() -> send(CONTENT.length, 0)).isInstanceOf(Refusal.NotFound.class);
    }

    @Test
    void idle_files_are_found_and_deleted() throws IOException {
        UUID young = Ids.next();
        files.create(young);
        Files.setLastModifiedTime(
                root.resolve("uploads").resolve(id + ".part"), FileTime.from(Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(files.idle(Instant.parse("2026-02-01T12:00:00Z"))).containsExactly(id);
        assertThat(files.delete(id)).isTrue();
        assertThat(files.delete(id)).isFalse();
        assertThat(files.length(young)).hasValue(0);
        assertThat(files.room(Map.of())).isPositive();
    }

    private long send(long offset, int bytes) {
        return files.append(id, offset, CONTENT.length, part((int) offset, bytes));
    }

    private static InputStream part(int from, int bytes) {
        return new ByteArrayInputStream(CONTENT, from, bytes);
    }

    private StoredArtifact found() {
        AtomicReference<StoredArtifact> found = new AtomicReference<>();
        files.finish(id, finished -> found.set(finished.content().content()));
        return Objects.requireNonNull(found.get());
    }

    @Test
    void room_is_what_is_left_when_all_that_is_promised_has_arrived() {
        long promised = 1L << 50;
        send(0, 500_000);
        assertThat(files.room(Map.of(id, promised)))
                .isNegative()
                .isLessThanOrEqualTo(root.toFile().getTotalSpace() - promised + 500_000);
        assertThat(files.room(Map.of(Ids.next(), promised)))
                .as("promised by another node")
                .isPositive();
        assertThat(files.room(Map.of(id, 500_000L))).as("all has arrived").isPositive();
    }
}
