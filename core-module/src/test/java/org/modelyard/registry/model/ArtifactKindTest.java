package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArtifactKindTest {

    /** So that a program which opens a file by its name takes the bytes for what they are. */
    @ParameterizedTest
    @CsvSource({
        "config, tickets-1.2.0-config.yaml",
        "evaluation, tickets-1.2.0-evaluation.json",
        "fairness-1, tickets-1.2.0-fairness-1.json",
        "model, tickets-1.2.0-model.bin",
        "export-onnx, tickets-1.2.0.onnx",
        "export-json, tickets-1.2.0.json"
    })
    void a_downloaded_artifact_is_called_by_what_its_bytes_are(String kind, String name) {
        assertThat(ArtifactKind.fileName("tickets", "1.2.0", kind)).isEqualTo(name);
    }
}
