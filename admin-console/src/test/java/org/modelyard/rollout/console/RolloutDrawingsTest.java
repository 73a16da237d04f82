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

    /** Five tolerances of 0.1 are half of the height. */
    @Test
    void values_are_bars_around_the_same_worth() {
        BoundsDrawing drawing =
                BoundsDrawing.of(List.of(worth(null, null), worth(-0.25, 0.25), worth(0.1, 0.9), worth(-2.0, -0.5)));
        assertThat(drawing.columns()).hasSize(3);
        assertThat(drawing.above()).isEqualTo("+0.5 an answer");
        assertThat(drawing.below()).isEqualTo("-0.5 an answer");
        BoundsDrawing.Column even = drawing.columns().get(0);
        assertThat(even.top()).isCloseTo(30, within(1e-9));
        assertThat(even.height()).isCloseTo(60, within(1e-9));
        BoundsDrawing.Column loss = drawing.columns().get(1);
        assertThat(loss.top()).isCloseTo(72, within(1e-9));
        assertThat(loss.top() + loss.height()).as("cut off").isCloseTo(120, within(1e-9));
        assertThat(loss.words()).endsWith("worth between -0.9 and -0.1 more");
        assertThat(drawing.columns().get(2).top()).isCloseTo(0, within(1e-9));
        assertThat(BoundsDrawing.of(List.of()).above()).as("of shares").contains("odds");
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
                null,
                null,
                null,
                null,
                NOW);
    }

    private static VerdictView worth(@Nullable Double lossLow, @Nullable Double lossHigh) {
        return new VerdictView(
                RolloutMetric.VALUE,
                "INCONCLUSIVE",
                "",
                1_000,
                0,
                null,
                1_000,
                0,
                null,
                List.of(),
                null,
                null,
                lossHigh,
                0.1,
                1,
                20,
                2.0,
                1.9,
                lossLow,
                1.0,
                NOW);
    }
}
