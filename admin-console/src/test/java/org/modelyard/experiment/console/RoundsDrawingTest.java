package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.service.RoundView;

class RoundsDrawingTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T00:00:00Z");

    @Test
    void each_variants_share_is_a_line_from_round_to_round() {
        RoundsDrawing drawing = RoundsDrawing.of(List.of(round(1, 0.5), round(2, 0.05)), Duration.ofHours(1));
        assertThat(drawing.lines()).extracting(RoundsDrawing.Line::variant).containsExactly("old", "new");
        RoundsDrawing.Line old = drawing.lines().get(0);
        assertThat(old.path()).startsWith("M196 69L460 ");
        assertThat(old.lastY()).as("little, at the bottom").isGreaterThan(drawing.lines().get(1).lastY());
        assertThat(old.lastY()).isBetween((double) Axis.TOP, (double) Axis.BOTTOM);
        assertThat(drawing.words()).isEqualTo("Propensities over 2 rounds; at the end old 5.00 %, new 95.00 %");
        assertThat(drawing.times()).extracting(Axis.Tick::label).containsExactly("01-31 01:00", "01-31 02:00");
        assertThat(drawing.heights()).extracting(Axis.Tick::label).containsExactly("0", "1");
    }

    @Test
    void a_single_round_has_a_point() {
        RoundsDrawing drawing = RoundsDrawing.of(List.of(round(1, 0.5)), Duration.ofHours(1));
        assertThat(drawing.lines().get(0).lastX()).isBetween((double) Axis.LEFT, (double) Axis.RIGHT);
        assertThat(drawing.times()).hasSize(1);
    }

    private static RoundView round(int number, double first) {
        return new RoundView(
                number,
                BEGIN.plus(Duration.ofHours(number)),
                null,
                List.of(
                        new RoundView.Arm("old", first, first, 10, 1),
                        new RoundView.Arm("new", 1 - first, 1 - first, 10, 2)));
    }
}
