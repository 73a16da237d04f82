package org.modelyard.platform.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class TypedTest {

    @Test
    void a_day_is_its_begin_in_utc_and_a_time_is_itself() {
        assertThat(Typed.instant("until", " 2026-01-31 ")).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
        assertThat(Typed.instant("until", "2026-01-31T12:30:00Z")).isEqualTo(Instant.parse("2026-01-31T12:30:00Z"));
        assertThat(Typed.instant("until", null)).isNull();
        assertThat(Typed.instant("until", " ")).isNull();
    }

    @Test
    void what_is_neither_is_refused_with_an_example_at_its_field() {
        assertThatThrownBy(() -> Typed.instant("until", "tomorrow"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessage("until must be a day like 2026-01-31 or a time like 2026-01-31T12:00:00Z.");
        assertThatThrownBy(() -> Typed.instant("since", "2026-02-30T00:00:00Z")).hasMessageContaining("since must be");
    }

    @Test
    void years_that_databases_do_not_know_are_refused_before_they_are_asked() {
        assertThatThrownBy(() -> Typed.instant("until", "+100000-01-01T00:00:00Z"))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("of the years 1000 to 9998");
        assertThatThrownBy(() -> Typed.instant("since", "0999-12-31")).hasMessageContaining("of the years 1000 to");
    }

    @Test
    void words_stand_between_commas() {
        assertThat(Typed.list(" spring,, new model ,")).containsExactly("spring", "new model");
        assertThat(Typed.list(" , ")).isEmpty();
        assertThat(Typed.list(null)).isEmpty();
    }
}
