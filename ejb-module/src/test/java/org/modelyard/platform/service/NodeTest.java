package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void the_id_stays_with_home() {
        UUID first;
        try (Node.Identity made = Node.Identity.of(home)) {
            first = made.id();
        }
        try (Node.Identity again = Node.Identity.of(home)) {
            assertThat(again.id()).isEqualTo(first);
        }
    }

    @Test
    void one_home_has_one_process() {
        try (Node.Identity held = Node.Identity.of(home)) {
            assertThat(held.id()).isNotNull();
            assertThatThrownBy(() -> Node.Identity.of(home)).hasMessageContaining("another process works in");
        }
    }

    @Test
    void a_damaged_file_is_named() throws IOException {
        Files.writeString(home.resolve(Node.FILE), "not an id");
        assertThatThrownBy(() -> Node.Identity.of(home)).hasMessageContaining("holds no node id");
    }
}
