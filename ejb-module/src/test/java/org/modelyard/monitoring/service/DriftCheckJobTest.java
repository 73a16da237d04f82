package org.modelyard.monitoring.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.platform.model.Refusal;

class DriftCheckJobTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void a_window_reaches_back_from_now() {
        assertThat(DriftCheckJob.before(NOW, "PT24H")).isEqualTo(Instant.parse("2026-01-30T12:00:00Z"));
    }

    /** As a parameter of a batch job it comes from a client. */
    @ParameterizedTest
    @ValueSource(strings = {"a day", "P1000000000000D", "PT9223372036854775807S", "P1Y"})
    void what_is_no_window_is_refused(String window) {
        assertThatThrownBy(() -> DriftCheckJob.before(NOW, window))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("a duration like PT24H");
    }
}
