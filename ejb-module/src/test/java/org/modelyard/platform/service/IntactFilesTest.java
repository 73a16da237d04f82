package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Sha256;
import org.modelyard.registry.store.ArtifactMismatch;
import org.modelyard.registry.store.FileArtifactStore;
import org.modelyard.serving.service.Wired;

class IntactFilesTest {

    private static final IntactFiles.Place PLACE = new IntactFiles.Place(7, "model/churn", "The model of churn 1.0.0");

    private final List<AlertNeeded> alerts = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private FileArtifactStore store;

    @SuppressWarnings("NullAway.Init")
    private IntactFiles files;

    @BeforeEach
    void open() {
        store = new FileArtifactStore(folder);
        files = Wired.with(new IntactFiles(), store, Wired.event(alerts));
    }

    @Test
    void what_is_as_it_was_is_given_in_silence() {
        String sha256 = store.put(bytes("weights")).sha256();
        assertThat(files.read(PLACE, sha256)).isEqualTo(bytes("weights"));
        assertThat(alerts).isEmpty();
    }

    @Test
    void what_is_not_is_refused_with_both_hashes_and_told_of() throws IOException {
        String sha256 = store.put(bytes("weights")).sha256();
        Path file = folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
        Files.write(file, bytes("wrong"));
        assertThatThrownBy(() -> files.read(PLACE, sha256))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageStartingWith("The model of churn 1.0.0 is not handed out, since it is damaged or missing: ")
                .hasMessageContainingAll(sha256, Sha256.hex(bytes("wrong")))
                .hasCauseInstanceOf(ArtifactMismatch.class);
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.organisationId()).isEqualTo(7);
            assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
            assertThat(alert.kind()).isEqualTo("ARTIFACT_CORRUPT");
            assertThat(alert.subject()).isEqualTo("model/churn");
            assertThat(alert.detail()).contains(sha256, "backup");
        });
    }

    /** A row names it, so that it is no wrong address. */
    @Test
    void what_is_not_there_is_refused_and_told_of() {
        String sha256 = Sha256.hex(bytes("nobody has put it"));
        assertThatThrownBy(() -> files.read(PLACE, sha256)).isInstanceOf(Refusal.Conflict.class);
        assertThat(alerts).extracting(AlertNeeded::kind).containsExactly("ARTIFACT_MISSING");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
