package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

class ArtifactKindTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"metadata", "tokenizer", "config", "card", "checkpoint", "checkpoint-7", "tokenizer-merges"})
    void people_bring_what_answers_do_not_depend_on(String kind) {
        assertThatCode(() -> ArtifactKind.requireBrought(kind)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model",
                "profile",
                "evaluation",
                "export-onnx",
                "member-1",
                "",
                "Metadata",
                "metadata-",
                "metadata-../x",
                "metadata-a b",
                "metadatax",
                "card-1234567890123456789012345"
            })
    void what_the_server_makes_stays_its_own(String kind) {
        assertThatThrownBy(() -> ArtifactKind.requireBrought(kind))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("no kind that people bring");
    }

    @ParameterizedTest
    @CsvSource({
        "model, true",
        "profile, true",
        "step-1, true",
        "step-12, true",
        "evaluation, false",
        "export-onnx, false",
        "metadata-step-1, false"
    })
    void what_serves_is_read_from_some_kinds_alone(String kind, boolean read) {
        assertThat(ArtifactKind.isAnsweredBy(kind)).isEqualTo(read);
    }

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
