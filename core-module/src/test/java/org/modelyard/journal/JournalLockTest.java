package org.modelyard.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JournalLockTest {

    private final Path dir;

    JournalLockTest(@TempDir Path dir) {
        this.dir = dir;
    }

    @Test
    void a_second_process_is_refused_even_after_a_second_try_in_this_one() throws Exception {
        try (Journal journal = Journal.open(dir, KilledWriter.SETTINGS)) {
            assertThatIOException().isThrownBy(() -> Journal.open(dir, KilledWriter.SETTINGS));
            Process second = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            KilledWriter.class.getName(),
                            dir.toString(),
                            "0")
                    .redirectErrorStream(true)
                    .start();
            String output = new String(second.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(second.waitFor()).isNotZero();
            assertThat(output).contains("is already open, here or in another process");
            assertThat(journal.append(Journals.bytes("still ours")).isLogged()).isTrue();
        }
    }
}
