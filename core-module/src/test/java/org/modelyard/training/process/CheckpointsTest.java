package org.modelyard.training.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {

    private static final UUID JOB = UUID.fromString("0193b0a2-5d3c-7e11-9c55-3d1f6f0b7a10");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path home;

    @Test
    void the_last_checkpoint_is_read_whole() {
        Checkpoints checkpoints = new Checkpoints(home.resolve("checkpoints"));
        assertThat(checkpoints.read(JOB, "fit")).isEmpty();
        checkpoints.write(JOB, "fit", new byte[] {1, 2, 3});
        checkpoints.write(JOB, "fit", new byte[] {4, 5});
        assertThat(checkpoints.read(JOB, "fit")).contains(new byte[] {4, 5});
        assertThat(checkpoints.read(UUID.randomUUID(), "fit")).isEmpty();
    }

    @Test
    void a_write_that_was_cut_off_does_not_hide_the_one_before_it() throws IOException {
        Checkpoints checkpoints = new Checkpoints(home);
        checkpoints.write(JOB, "fit", new byte[] {1, 2, 3});
        Files.write(home.resolve(JOB.toString()).resolve("fit.checkpoint.next"), new byte[] {9});
        assertThat(checkpoints.read(JOB, "fit")).contains(new byte[] {1, 2, 3});
        checkpoints.write(JOB, "fit", new byte[] {4});
        assertThat(checkpoints.read(JOB, "fit")).contains(new byte[] {4});
    }

    @Test
    void deleting_leaves_nothing_and_may_come_twice() {
        Checkpoints checkpoints = new Checkpoints(home);
        checkpoints.write(JOB, "fit", new byte[] {1});
        checkpoints.delete(JOB);
        checkpoints.delete(JOB);
        assertThat(home).isEmptyDirectory();
    }
}
