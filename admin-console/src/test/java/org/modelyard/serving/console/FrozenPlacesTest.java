package org.modelyard.serving.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.console.Viewer;
import org.modelyard.platform.console.Words;
import org.modelyard.serving.service.EnvironmentView;
import org.modelyard.serving.service.ModelDeployments;

class FrozenPlacesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final List<EnvironmentView> places = new ArrayList<>();
    private final FrozenPlaces frozen =
            new FrozenPlaces(new Places(), new Anna(), new Words(), Clock.fixed(NOW, ZoneOffset.UTC));

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

    @Test
    void of_one_by_its_name_and_of_all() {
        places.add(place("production", NOW, NOW.plusSeconds(60), "audit week"));
        places.add(place("staging", NOW, NOW.plusSeconds(60), null));
        assertThat(frozen.named("staging")).containsExactly("staging is frozen until 2026-01-31 12:01:00 UTC");
        assertThat(frozen.named("development")).isEmpty();
        assertThat(frozen.named(null)).isEmpty();
        assertThat(frozen.getAll()).hasSize(2);
    }

    private final class Places extends ModelDeployments {
        @Override
        public List<EnvironmentView> environments(Caller caller) {
            return places;
        }
    }

    private static final class Anna extends Viewer {
        @Override
        public Caller caller() {
            return new Caller(50, "anna", Role.OPERATOR, "here");
        }
    }

    private static EnvironmentView place(
            String name, @Nullable Instant from, @Nullable Instant until, @Nullable String note) {
        return new EnvironmentView(name, NOW, from, until, note, List.of());
    }
}
