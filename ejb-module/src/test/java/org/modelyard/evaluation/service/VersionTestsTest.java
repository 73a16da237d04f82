package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.registry.model.ArtifactKind;
import org.modelyard.registry.model.Lineage;
import org.modelyard.registry.model.SignatureDocument;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;

class VersionTestsTest {

    private static final ModelVersionView.ArtifactView MODEL =
            new ModelVersionView.ArtifactView(ArtifactKind.MODEL, "00", 1);

    private final VersionTests tests = new VersionTests();

    @Test
    void a_record_of_a_model_elsewhere_can_not_be_asked_when_it_is_archived_either() {
        assertThat(possible(version(Stage.EXTERNAL))).isFalse();
        assertThat(possible(version(Stage.ARCHIVED))).isFalse();
        assertThat(possible(version(Stage.ARCHIVED, MODEL)))
                .as("its model is here")
                .isTrue();
    }

    private boolean possible(ModelVersionView other) {
        List<VersionsView.Test> found = tests.of(PolicyFloor.CALLER, List.of(version(Stage.READY, MODEL), other), null);
        assertThat(found).hasSize(1);
        return found.get(0).possible();
    }

    private static ModelVersionView version(Stage stage, ModelVersionView.ArtifactView... artifacts) {
        return new ModelVersionView(
                7,
                3,
                PolicyFloor.MODEL,
                "1.0.0",
                Task.CLASSIFICATION,
                stage,
                List.of("no", "yes"),
                List.of(),
                new SignatureDocument(Task.CLASSIFICATION, List.of(), List.of("no", "yes")),
                Map.of(),
                false,
                List.of(artifacts),
                new Lineage("d", "s", "00", "j", null, "code", Map.of(), 42, 0.2, 100, "17"),
                List.of(),
                List.of(),
                Instant.EPOCH,
                ModelVersionView.Said.NOTHING);
    }
}
