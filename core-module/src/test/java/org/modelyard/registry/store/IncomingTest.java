package org.modelyard.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingTest {

    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void only_old_leftovers_are_swept(@TempDir Path incoming) throws IOException {
        Path old = written(incoming.resolve("old.tmp"), NOON.minusSeconds(1));
        Path young = written(incoming.resolve("young.tmp"), NOON);
        Path foreign = written(incoming.resolve("README"), NOON.minusSeconds(1));

        assertThat(Incoming.sweep(incoming, NOON)).isEqualTo(1);
        assertThat(old).doesNotExist();
        assertThat(young).exists();
        assertThat(foreign).exists();
        assertThat(Incoming.sweep(incoming, NOON)).isZero();
    }

    @Test
    void a_folder_that_is_not_there_is_told(@TempDir Path home) {
        Path missing = home.resolve("incoming");

        assertThatThrownBy(() -> Incoming.sweep(missing, NOON)).isInstanceOf(UncheckedIOException.class);
    }

    private static Path written(Path file, Instant time) throws IOException {
        return Files.setLastModifiedTime(Files.writeString(file, "half"), FileTime.from(time));
    }
}
