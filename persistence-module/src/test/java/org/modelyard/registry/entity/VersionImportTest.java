package org.modelyard.registry.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.modelyard.batch.model.WorkState;

class VersionImportTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String FILE = "ab".repeat(32);

    private final VersionImport one =
            VersionImport.queue(7, new VersionImport.Subject("churn", "onnx", "{}", FILE, 5), "anna", NOW);

    @Test
    void it_holds_its_file_until_the_version_does() {
        assertThat(one.run(1, NOW)).isTrue();
        assertThat(one.file()).isEqualTo(FILE);
        assertThat(one.complete("1.0.0", NOW)).isTrue();
        assertThat(one.file()).isNull();
        assertThat(one.version()).isEqualTo("1.0.0");
        assertThat(one.bytes()).isEqualTo(5);
    }

    @Test
    void a_second_job_makes_no_second_version() {
        one.run(1, NOW);
        one.complete("1.0.0", NOW);
        assertThat(one.run(2, NOW)).isFalse();
        assertThat(one.complete("1.0.1", NOW)).isFalse();
        one.fail("too late", NOW);
        assertThat(one.version()).isEqualTo("1.0.0");
        assertThat(one.state()).isEqualTo(WorkState.COMPLETED);
        assertThat(one.problem()).isNull();
    }

    @Test
    void one_that_failed_keeps_its_file_and_runs_again() {
        one.run(1, NOW);
        one.fail("The memory was too small.", NOW);
        assertThat(one.file()).isEqualTo(FILE);
        assertThat(one.run(2, NOW)).isTrue();
        assertThat(one.complete("1.0.0", NOW)).isTrue();
    }
}
