package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.platform.service.IntactFiles;
import org.modelyard.registry.entity.Artifact;
import org.modelyard.registry.entity.Model;
import org.modelyard.registry.entity.ModelVersion;
import org.modelyard.registry.entity.ModelVersions;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.store.FileArtifactStore;
import org.modelyard.registry.store.StoredArtifact;
import org.modelyard.serving.service.Wired;
import org.semver4j.Semver;

/** What is in memory is verified before it serves again: every file that it was read from. */
class ServablesTest {

    private final List<AlertNeeded> alerts = new ArrayList<>();
    private final Map<String, StoredArtifact> stored = new TreeMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private ModelVersion chain;

    @SuppressWarnings("NullAway.Init")
    private Servables servables;

    @BeforeEach
    void a_chain_of_two_is_registered() {
        FileArtifactStore store = new FileArtifactStore(folder);
        for (String kind : List.of("model", "step-1", "step-2", "profile", "evaluation")) {
            stored.put(kind, store.put(("the file of " + kind).getBytes(StandardCharsets.UTF_8)));
        }
        chain = ModelVersion.trained(
                Model.name(7, "churn", Task.CLASSIFICATION, Instant.EPOCH),
                new Semver("1.0.0"),
                Stage.READY,
                new ModelVersion.Documents("[]", "{}", "{}", "{}", "[]", "[]"),
                UUID.randomUUID(),
                sha256("model"),
                Instant.EPOCH);
        IntactFiles files = Wired.with(new IntactFiles(), store, Wired.event(alerts));
        servables = Wired.with(new Servables(), new Rows(), store, new StoredModels(), files);
    }

    @Test
    void what_is_as_it_was_registered_passes() {
        servables.verify(1);
        assertThat(alerts).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "step-1", "step-2", "profile"})
    void damage_to_any_file_that_it_is_read_from_is_refused_and_told_of(String kind) throws IOException {
        Files.writeString(file(kind), "other bytes");
        assertThatThrownBy(() -> servables.verify(1))
                .isInstanceOf(Refusal.Conflict.class)
                .hasMessageContainingAll("churn 1.0.0", sha256(kind), "SHA-256");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.kind()).isEqualTo("ARTIFACT_CORRUPT");
            assertThat(alert.subject()).isEqualTo("model/churn");
            assertThat(alert.organisationId()).isEqualTo(7);
        });
    }

    @Test
    void a_member_that_is_gone_is_refused_and_told_of() throws IOException {
        Files.delete(file("step-2"));
        assertThatThrownBy(() -> servables.verify(1)).isInstanceOf(Refusal.Conflict.class);
        assertThat(alerts).extracting(AlertNeeded::kind).containsExactly("ARTIFACT_MISSING");
    }

    /** It answers the same without. */
    @Test
    void what_only_tells_of_it_keeps_it_from_nothing() throws IOException {
        Files.writeString(file("evaluation"), "other bytes");
        servables.verify(1);
        assertThat(alerts).isEmpty();
    }

    private String sha256(String kind) {
        return Objects.requireNonNull(stored.get(kind)).sha256();
    }

    private Path file(String kind) {
        String sha256 = sha256(kind);
        return folder.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    private final class Rows extends ModelVersions {
        Rows() {
            super(Wired.unused(EntityManager.class));
        }

        @Override
        public Optional<ModelVersion> byId(long id) {
            return Optional.of(chain);
        }

        @Override
        public List<Artifact> artifacts(ModelVersion version) {
            return stored.entrySet().stream()
                    .map(one -> Artifact.of(
                            version,
                            one.getKey(),
                            one.getValue().sha256(),
                            one.getValue().bytes()))
                    .toList();
        }
    }
}
