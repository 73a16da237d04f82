package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.console.Words;
import org.modelyard.serving.service.EnvironmentView;

class FrozenPlacesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final FrozenPlaces frozen = new FrozenPlaces(new Words(), Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_freeze_is_told_before_and_while_it_lasts_and_not_after() {
        EnvironmentView open = place("development", null, null, null);
        EnvironmentView now = place("production", NOW, NOW.plusSeconds(60), "audit week");
        EnvironmentView later = place("staging", NOW.plusSeconds(1), NOW.plusSeconds(60), "");
        EnvironmentView over = place("qa", NOW.minusSeconds(60), NOW, "audit week");
        assertThat(List.of(open, now, later, over))
                .extracting(frozen::state)
                .containsExactly("OPEN", "FROZEN", "PLANNED", "OPEN");
        assertThat(frozen.of(List.of(open, now, later, over)))
                .containsExactly(
                        "production is frozen until 2026-01-31 12:01:00 UTC: audit week",
                        "staging will be frozen from 2026-01-31 12:00:01 UTC until 2026-01-31 12:01:00 UTC");
        assertThat(frozen.why(over)).isEmpty();
    }

    private static EnvironmentView place(
            String name, @Nullable Instant from, @Nullable Instant until, @Nullable String note) {
        return new EnvironmentView(name, NOW, from, until, note, List.of());
    }
}
