package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.platform.model.Sha256;

class HashedOutputTest {

    @Test
    void a_store_takes_what_was_written_as_if_it_had_read_it(@TempDir Path home) throws IOException {
        byte[] content = new byte[BlockHashes.BLOCK + 12_345];
        new Random(3).nextBytes(content);
        ArtifactStore store = new FileArtifactStore(home.resolve("artifacts"));
        Path file = home.resolve("part");
        HashedFile known;
        try (HashedOutput out = new HashedOutput(file)) {
            out.write(content[0]);
            int at = 1;
            for (int length = 1; at < content.length; length = length * 3 + 1) { // below, at and beyond the buffer
                int next = Math.min(length, content.length - at);
                out.write(content, at, next);
                at += next;
            }
            known = out.finish();
        }
        assertThat(known.content()).isEqualTo(new StoredArtifact(Sha256.hex(content), content.length));
        assertThat(known.blocks()).isNotNull().satisfies(blocks -> assertThat(blocks.of(1))
                .isEqualTo(Sha256.hex(Arrays.copyOfRange(content, BlockHashes.BLOCK, content.length))));
        store.take(file, known);
        assertThat(file).doesNotExist();
        assertThat(store.get(known.sha256())).isEqualTo(content);
    }

    @Test
    void a_file_that_was_there_is_replaced_and_a_small_one_has_no_blocks(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("part"), "something longer");
        try (HashedOutput out = new HashedOutput(file)) {
            assertThat(out.finish()).isEqualTo(new HashedFile(new StoredArtifact(Sha256.hex(new byte[0]), 0), null));
        }
        assertThat(file).isEmptyFile();
    }
}
