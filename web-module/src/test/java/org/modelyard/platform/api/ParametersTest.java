package org.modelyard.platform.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

class ParametersTest {

    @Test
    void a_time_may_have_an_offset() {
        assertThat(Parameters.instant("since", " 2026-01-31T12:00:00+01:00 "))
                .isEqualTo(Instant.parse("2026-01-31T11:00:00Z"));
        assertThat(Parameters.instant("since", null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"yesterday", "+999999999-12-31T23:59:59Z", "-000001-01-01T00:00:00Z", "0999-12-31T23:59:59Z"})
    void no_time_or_one_that_a_database_does_not_know_is_refused(String text) {
        assertThatThrownBy(() -> Parameters.instant("since", text))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("a time like 2026-01-31T12:00:00Z");
    }
}
