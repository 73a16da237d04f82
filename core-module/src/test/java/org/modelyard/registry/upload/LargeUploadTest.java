package org.modelyard.registry.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.BlockDigest;
import org.modelyard.registry.store.HashedFile;
import org.modelyard.registry.store.StoredArtifact;

/** Files of many pieces, which are hashed while further ones are read. */
class LargeUploadTest {

    private static final byte[] CONTENT = new byte[20_000_003];
    private static final String SHA256;

    static {
        new Random(115).nextBytes(CONTENT);
        SHA256 = Sha256.hex(CONTENT);
    }

    private final UUID id = Ids.next();
    private UploadFiles files;

    @BeforeEach
    void create(@TempDir Path home) {
        files = new UploadFiles(home);
        files.create(id);
    }

    @Test
    void the_whole_and_its_blocks_are_hashed_in_their_order_however_the_bytes_come() {
        assertThat(files.append(id, 0, CONTENT.length, inPieces(0, CONTENT.length)))
                .isEqualTo(CONTENT.length);
        requireHashed();
    }

    @Test
    void what_broke_off_within_a_piece_goes_on() {
        int kept = 3_000_001;
        InputStream broken = new FilterInputStream(inPieces(0, kept)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int n = super.read(buffer, offset, length);
                if (n < 0) {
                    throw new IOException("the client is gone");
                }
                return n;
            }
        };
        assertThatThrownBy(() -> files.append(id, 0, CONTENT.length, broken))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("the first " + kept + " bytes are kept")
                .hasRootCauseMessage("the client is gone");
        assertThat(files.length(id)).hasValue(kept);
        files.append(id, kept, CONTENT.length, inPieces(kept, CONTENT.length - kept));
        requireHashed();
    }

    @Test
    void what_was_too_long_is_hashed_no_more() {
        assertThatThrownBy(() -> files.append(id, 0, 2_000_000, inPieces(0, 2_000_001)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("More bytes");
        assertThat(files.length(id)).hasValue(0);
        files.append(id, 0, CONTENT.length, inPieces(0, CONTENT.length));
        requireHashed();
    }

    @Test
    void what_a_slow_sender_has_sent_is_there_before_it_sends_more() {
        InputStream slow = new InputStream() {
            private int reads;

            @Override
            public int read() {
                throw new UnsupportedOperationException("byte by byte");
            }

            @Override
            public int read(byte[] buffer, int offset, int length) {
                if (reads++ == 0) {
                    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
                    while (System.nanoTime() < end) {
                        Thread.onSpinWait();
                    }
                    return 5;
                }
                assertThat(files.length(id)).hasValue(5);
                return -1;
            }
        };
        assertThat(files.append(id, 0, 10, slow)).isEqualTo(5);
    }

    private void requireHashed() {
        AtomicReference<HashedFile> found = new AtomicReference<>();
        files.finish(id, finished -> found.set(finished.content()));
        HashedFile hashed = Objects.requireNonNull(found.get());
        BlockDigest blocks = new BlockDigest();
        blocks.update(CONTENT, 0, CONTENT.length);
        assertThat(hashed.content()).isEqualTo(new StoredArtifact(SHA256, CONTENT.length));
        assertThat(hashed.blocks()).isEqualTo(blocks.finish(SHA256));
    }

    /** As a network gives them: some now, some then. */
    private static InputStream inPieces(int from, int bytes) {
        Random random = new Random(from);
        return new FilterInputStream(new ByteArrayInputStream(CONTENT, from, bytes)) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(200_000)));
            }
        };
    }
}
