package org.modelyard.registry.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelyard.registry.store.BlockHashes;

class LargeDownloadsTest {

    @Test
    void the_connection_of_a_large_file_ends_with_it() {
        assertThat(LargeDownloads.connection("HTTP/1.1", 3L * BlockHashes.BLOCK))
                .isEqualTo("close");
        assertThat(LargeDownloads.connection("HTTP/1.1", 1_000)).isNull();
        assertThat(LargeDownloads.connection("HTTP/2.0", 3L * BlockHashes.BLOCK))
                .isNull();
    }
}
