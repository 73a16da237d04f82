package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

class ModelNamesTest {

    @ParameterizedTest
    @ValueSource(strings = {"compare", "Compare", "-tickets", ""})
    void a_name_that_is_none_or_that_an_address_has_is_refused(String name) {
        assertThatExceptionOfType(Refusal.Invalid.class)
                .isThrownBy(() -> ModelNames.require("model", name))
                .satisfies(refusal -> assertThat(refusal.errors())
                        .extracting(one -> one.field())
                        .containsExactly("model"));
    }

    @Test
    void others_are_left_as_they_are() {
        assertThat(ModelNames.require("model", "compare-2")).isEqualTo("compare-2");
    }
}
