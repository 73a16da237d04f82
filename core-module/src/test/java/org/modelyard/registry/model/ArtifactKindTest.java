package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
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
}
