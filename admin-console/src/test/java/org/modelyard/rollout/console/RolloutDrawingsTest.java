package org.modelyard.rollout.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.service.RolloutEventView;
import org.modelyard.rollout.service.VerdictView;

class RolloutDrawingsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void the_share_steps_when_something_happens() {
        ShareDrawing drawing = ShareDrawing.of(
                List.of(event("ASKED", 0, 0), event("STARTED", 50, 25), event("ADVANCED", 75, 100)),
                NOW.plusSeconds(100));
        assertThat(drawing.path()).isEqualTo("M0 120L0 120L300 120L300 90L450 90L450 0L600 0");
        assertThat(drawing.begin()).isEqualTo(NOW);
        assertThat(drawing.end()).isEqualTo(NOW.plusSeconds(100));
        assertThat(drawing.words()).contains("25 % from 2026-01-31T12:00:50Z; 100 % from 2026-01-31T12:01:15Z");
    }

    @Test
    void nothing_has_no_line() {
        assertThat(ShareDrawing.of(List.of(), NOW).path()).isEmpty();
    }

    @Test
    void bounds_are_bars_around_one() {
        BoundsDrawing drawing = BoundsDrawing.of(
                List.of(verdict(null, null), verdict(0.2, 5.0), verdict(1.0, null), verdict(0.01, 0.5)));
        assertThat(drawing.columns()).hasSize(3);
        BoundsDrawing.Column whole = drawing.columns().get(0);
        assertThat(whole.top()).isCloseTo(0, within(1e-9));
        assertThat(whole.height()).isCloseTo(120, within(1e-9));
        assertThat(drawing.columns().get(1).height()).isCloseTo(drawing.even(), within(1e-9));
        assertThat(drawing.columns().get(1).words()).contains("between 1 times and anything");
        assertThat(drawing.columns().get(2).top()).isGreaterThan(drawing.even());
        assertThat(drawing.columns().get(2).top() + drawing.columns().get(2).height())
                .isCloseTo(120, within(1e-9));
    }

    @Test
    void only_the_last_ones_are_drawn() {
        List<VerdictView> many = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            many.add(verdict(0.5, 2.0));
        }
        BoundsDrawing drawing = BoundsDrawing.of(many);
        assertThat(drawing.columns()).hasSize(60);
        assertThat(drawing.columns().get(59).x()).isLessThan(BoundsDrawing.WIDTH);
    }

    private static RolloutEventView event(String kind, int second, double percent) {
        return new RolloutEventView(kind, percent, "", "server", NOW.plusSeconds(second));
    }

    private static VerdictView verdict(@Nullable Double low, @Nullable Double high) {
        return new VerdictView(
                RolloutMetric.ERRORS,
                "INCONCLUSIVE",
                "",
                100,
                1,
                0.01,
                100,
                2,
                0.02,
                List.of(),
                low,
                high,
                0.1,
                0.01,
                1,
                20,
                NOW);
    }
}
