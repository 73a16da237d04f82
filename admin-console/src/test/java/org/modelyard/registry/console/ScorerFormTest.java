package org.modelyard.registry.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.ml.declared.ScorerSpec;
import org.modelyard.platform.model.Refusal;

class ScorerFormTest {

    @Test
    void every_example_is_a_document_that_is_read() {
        assertThat(ScorerExample.ALL).hasSize(3).allSatisfy(example -> {
            ScorerSpec spec = ScorerSpec.read(new ObjectMapper().valueToTree(ScorerForm.read(example.document())));
            assertThat(spec.type()).isEqualTo(example.kind());
        });
    }

    @Test
    void the_body_of_the_api_is_taken_for_the_document_in_it() {
        assertThat(ScorerForm.read("{\"scorer\":{\"type\":\"rules\"}}"))
                .isEqualTo(ScorerForm.read("{\"type\":\"rules\"}"))
                .containsEntry("type", "rules");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "null", "[1]", "{\"type\":\"rules\",\"type\":\"chain\"}", "{} {}", "{\n\"type\":}"})
    void what_is_no_document_is_refused_with_its_place(String text) {
        assertThatThrownBy(() -> ScorerForm.read(text)).isInstanceOfSatisfying(Refusal.Invalid.class, refused -> {
            assertThat(refused.errors().get(0).field()).isEqualTo("scorer");
        });
    }

    @Test
    void the_line_of_a_mistake_is_told() {
        assertThatThrownBy(() -> ScorerForm.read("{\n\"type\":}")).hasMessageContaining("Line 2, column ");
    }
}
