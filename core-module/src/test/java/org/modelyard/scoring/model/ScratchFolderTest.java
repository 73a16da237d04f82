package org.modelyard.scoring.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void what_a_killed_process_left_is_removed_and_nothing_else() throws IOException {
        Path folder = home.resolve("scoring");
        ScratchFolder killed = new ScratchFolder(folder);
        assertThat(killed.clear()).as("it is not there yet").isZero();
        Path left = killed.file(".csv");
        Files.writeString(left, "half a line");
        killed.file(".jsonl");
        Path other = Files.writeString(folder.resolve("notes.txt"), "somebody's");
        assertThat(new ScratchFolder(folder).clear()).isEqualTo(2);
        assertThat(left).doesNotExist();
        assertThat(other).exists();
    }
}
