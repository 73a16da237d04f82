package org.modelyard.serving.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class EnvironmentTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void one_of_ones_own_is_closed_without_its_freeze_and_its_policy_and_opened_again() {
        Environment own = Environment.open(50, "qa", NOW);
        assertThat(own.policy()).isNull();
        own.govern("{\"approvals\":1}");
        assertThat(own.policy()).isEqualTo("{\"approvals\":1}");
        own.freeze(NOW, NOW.plusSeconds(60), "audit week");
        assertThat(own.frozen(NOW)).hasValueSatisfying(why -> assertThat(why).contains("audit week"));
        own.close(NOW);
        assertThat(own.closed()).isTrue();
        assertThat(own.frozen(NOW)).isEmpty();
        assertThat(own.policy()).isNull();
        own.reopen();
        assertThat(own.closed()).isFalse();
    }

    /** Java knows such years, and MariaDB does not. */
    @Test
    void a_freeze_of_a_billion_years_is_refused_before_it_is_kept() {
        Environment own = Environment.open(50, "qa", NOW);
        assertThatThrownBy(() -> own.freeze(NOW, Instant.parse("+1000000000-12-31T23:59:59Z"), ""))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("years 1000 to 9998");
        assertThatThrownBy(() -> own.freeze(Instant.parse("-0044-03-15T00:00:00Z"), NOW, ""))
                .isInstanceOf(Refusal.Invalid.class);
        assertThat(own.frozen(NOW)).isEmpty();
    }

    @Test
    void the_three_of_every_organisation_stay() {
        for (String name : Environment.STANDARD) {
            Environment standard = Environment.open(50, name, NOW);
            assertThatThrownBy(() -> standard.close(NOW))
                    .isInstanceOf(Refusal.Conflict.class)
                    .hasMessageContaining("development, staging, production");
            assertThat(standard.closed()).isFalse();
        }
    }
}
