package org.modelyard.platform.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContainingTest {

    @Test
    void a_text_is_taken_literally_and_in_lower_case() {
        assertThat(Containing.of("100% of_It!")).isEqualTo("%100!% of!_it!!%");
        assertThat(Containing.atEnd("Loans")).isEqualTo("%loans");
        assertThat(Containing.atStart("Loans")).isEqualTo("loans%");
        assertThat(Containing.of("TITLE")).as("by no country's rules").isEqualTo("%title%");
    }
}
