package org.modelyard.registry.service;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.model.UploadState;
import org.modelyard.registry.store.FileArtifactStore;
import org.modelyard.registry.upload.UploadFiles;

/** Another request takes the file away between the last byte and the look at all of them. */
class UploadsTest {

    private static final Caller CALLER = Caller.server(8);
    private static final UUID ID = new UUID(0, 1);
    private static final UUID NEXT = new UUID(0, 2);
    private static final byte[] CONTENT = "some bytes".getBytes(UTF_8);

    private final Row row = new Row();
    private final Uploads uploads = new Uploads();

    @SuppressWarnings("NullAway.Init")
    private FileArtifactStore store;

    @SuppressWarnings("NullAway.Init")
    private Path arriving;

    @BeforeEach
    void open(@TempDir Path home) throws ReflectiveOperationException {
        store = new FileArtifactStore(home.resolve("artifacts"));
        UploadFiles files = new UploadFiles(home.resolve("uploads"));
        files.create(ID);
        arriving = home.resolve("uploads").resolve(ID + ".part");
        inject("ledger", row);
        inject("files", files);
        inject("store", store);
        inject("sweep", new UploadSweep() {
            @Override
            public void work() {
                // nothing is old here
            }
        });
    }

    @Test
    void the_last_byte_finishes_it() {
        UploadView sent = uploads.append(CALLER, ID, 0, new ByteArrayInputStream(CONTENT));

        assertThat(sent.state()).isEqualTo(UploadState.COMPLETE);
        assertThat(store.get(Sha256.hex(CONTENT))).isEqualTo(CONTENT);
    }

    @Test
    void what_another_has_finished_is_finished() {
        UploadView sent = uploads.append(CALLER, ID, 0, takenAtItsEnd(() -> {
            row.sha256 = store.put(CONTENT).sha256();
            row.state = UploadState.COMPLETE;
        }));

        assertThat(sent.state()).isEqualTo(UploadState.COMPLETE);
        assertThat(sent.offset()).isEqualTo(CONTENT.length);
    }

    @Test
    void what_another_has_stored_and_not_yet_told_is_finished() {
        UploadView sent = uploads.append(
                CALLER,
                ID,
                0,
                takenAtItsEnd(() -> row.sha256 = store.put(CONTENT).sha256()));

        assertThat(sent.state()).isEqualTo(UploadState.COMPLETE);
    }

    @Test
    void bytes_that_are_nowhere_are_no_success() {
        assertThatThrownBy(() -> uploads.append(CALLER, ID, 0, takenAtItsEnd(() -> {})))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContaining("not on this node");
    }

    @Test
    void what_another_upload_was_promised_is_not_promised_again() {
        row.promised = Long.MAX_VALUE / 4;
        assertThatThrownBy(() -> uploads.begin(CALLER, 1, null))
                .isInstanceOf(Refusal.Unavailable.class)
                .hasMessageContaining("no room for 1 bytes: 0 are left beside what other uploads have been promised");
        assertThat(row.dropped).isEqualTo(NEXT);
        assertThat(arriving.resolveSibling(NEXT + ".part")).doesNotExist();
        row.promised = 0;
        assertThat(uploads.begin(CALLER, 1, null).id()).isEqualTo(NEXT);
        assertThat(arriving.resolveSibling(NEXT + ".part")).exists();
    }

    private InputStream takenAtItsEnd(Runnable another) {
        return new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
            @Override
            public int read(byte[] buffer, int from, int most) throws IOException {
                int n = super.read(buffer, from, most);
                if (n < 0) {
                    Files.delete(arriving);
                    another.run();
                }
                return n;
            }
        };
    }

    private void inject(String name, Object part) throws ReflectiveOperationException {
        Field field = Uploads.class.getDeclaredField(name);
        field.setAccessible(true);
        field.set(uploads, part);
    }

    /** The upload's row without its table. */
    private static final class Row extends UploadLedger {
        private UploadState state = UploadState.OPEN;
        private @Nullable String sha256;
        private long promised;
        private @Nullable UUID dropped;

        @Override
        public UploadView begin(Caller caller, long bytes, @Nullable String expected) {
            return get(caller, NEXT);
        }

        @Override
        public Map<UUID, Long> promised() {
            return Map.of(ID, promised);
        }

        @Override
        public void drop(Caller caller, UUID id, String why) {
            dropped = id;
        }

        @Override
        public UploadView get(Caller caller, UUID id) {
            long offset = state == UploadState.COMPLETE ? CONTENT.length : 0;
            return new UploadView(
                    id, state, CONTENT.length, offset, sha256, caller.actor(), Instant.EPOCH, Instant.EPOCH);
        }

        @Override
        public UploadView touch(Caller caller, UUID id) {
            return get(caller, id);
        }

        @Override
        public Optional<String> arrived(Caller caller, UUID id) {
            return Optional.ofNullable(sha256);
        }

        @Override
        public void arrive(Caller caller, UUID id, String found) {
            sha256 = found;
        }

        @Override
        public UploadView complete(Caller caller, UUID id) {
            state = UploadState.COMPLETE;
            return get(caller, id);
        }
    }
}
