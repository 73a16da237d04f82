package org.modelyard.experiment.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.experiment.model.AnalysisRule;
import org.modelyard.experiment.model.ExperimentHistory;
import org.modelyard.experiment.service.HistoryView;

class ExperimentDrawingsTest {

    private static final Instant BEGIN = Instant.parse("2026-01-31T00:00:00Z");

    @Test
    void the_difference_is_a_line_with_a_bar_for_each_interval() {
        List<EffectDrawing> all = EffectDrawing.of(history(
                point(1, 100, effect(0.5, null, null)),
                point(2, 1_000, effect(0.1, -0.9, 1.1)),
                point(3, 4_000, effect(0.1, 0.05, 0.15))));
        assertThat(all).hasSize(1);
        EffectDrawing drawing = all.get(0);
        assertThat(drawing.variant()).isEqualTo("new");
        assertThat(drawing.line()).startsWith("M152 ").contains("L328 ", "L504 ");
        assertThat(drawing.bars()).hasSize(2);
        EffectDrawing.Bar wide = drawing.bars().get(0);
        assertThat(wide.top()).as("cut off").isEqualTo(Axis.TOP);
        assertThat(wide.top() + wide.height()).isCloseTo(Axis.BOTTOM, within(1e-9));
        EffectDrawing.Bar last = drawing.bars().get(1);
        assertThat(last.top() + last.height()).as("above no difference").isLessThan(drawing.zero());
        assertThat(last.dot()).isBetween(last.top(), last.top() + last.height());
        assertThat(last.title()).contains("2026-02-03 UTC: 0.1, between 0.05 and 0.15");
        assertThat(drawing.words()).contains("new to old", "between 0.05 and 0.15");
        assertThat(drawing.times()).extracting(Axis.Tick::label).containsExactly("2026-02-01", "2026-02-03");
        assertThat(drawing.heights()).extracting(Axis.Tick::label).containsExactly("0", "0.2");
    }

    @Test
    void what_cannot_be_told_is_not_drawn() {
        assertThat(EffectDrawing.of(history())).isEmpty();
        assertThat(EffectDrawing.of(history(point(1, 10, effect(null, null, null)))))
                .isEmpty();
        assertThat(EffectDrawing.of(history(point(1, 10)))).as("a quantile").isEmpty();
        EffectDrawing silent = EffectDrawing.of(history(point(1, 10, effect(-0.2, null, null))))
                .get(0);
        assertThat(silent.bars()).isEmpty();
        assertThat(silent.words()).contains("-0.2, of which the rule says nothing");
    }

    @Test
    void assignment_rises_to_the_most_units() {
        AssignmentDrawing drawing = AssignmentDrawing.of(history(point(1, 100), point(2, 400)));
        assertThat(drawing.lines()).extracting(AssignmentDrawing.Line::variant).containsExactly("old", "new");
        assertThat(drawing.lines().get(0).lastY()).isEqualTo(Axis.TOP);
        assertThat(drawing.lines().get(1).lastY()).isBetween((double) Axis.TOP, (double) Axis.BOTTOM);
        assertThat(drawing.heights()).extracting(Axis.Tick::label).containsExactly("0", "400");
        assertThat(AssignmentDrawing.of(history()).lines()).isEmpty();
    }

    @Test
    void a_funnel_narrows_from_the_assigned_to_the_converted() {
        FunnelDrawing drawing = FunnelDrawing.of(history(point(1, 400)));
        assertThat(drawing.bars()).hasSize(8);
        assertThat(drawing.bars().subList(0, 4))
                .extracting(FunnelDrawing.Bar::width)
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(drawing.bars().get(2).number()).isEqualTo("100 (50.0 %)");
        assertThat(drawing.bars().get(6).number())
                .as("of nothing there is no share")
                .isEqualTo("0");
        assertThat(drawing.bars().get(4).y())
                .isGreaterThan(drawing.bars().get(3).y());
        assertThat(drawing.height()).isGreaterThan((int) drawing.bars().get(7).y());
    }

    @Test
    void labels_have_three_digits() {
        assertThat(Axis.label(0.012345)).isEqualTo("0.0123");
        assertThat(Axis.label(12_345)).isEqualTo("12,345");
        assertThat(Axis.up(-1, 1).ticks()).extracting(Axis.Tick::label).containsExactly("-1", "1", "0");
        assertThat(Axis.up(0, 0).at(0)).isEqualTo(Axis.BOTTOM);
    }

    private static HistoryView history(HistoryView.Point... points) {
        return new HistoryView(
                "headline",
                "share of units with 'click'",
                AnalysisRule.SEQUENTIAL,
                Duration.ofDays(1),
                List.of("old", "new"),
                List.of(points),
                List.of(new HistoryView.Stage("old", 400, 200, 100, 20), new HistoryView.Stage("new", 390, 0, 0, 0)));
    }

    private static HistoryView.Point point(int day, long units, ExperimentHistory.Effect... effects) {
        return new HistoryView.Point(
                BEGIN.plus(Duration.ofDays(day)),
                new ArrayList<>(List.of(units, units - 10)),
                new ArrayList<>(List.of(units, units - 10)),
                List.of(effects));
    }

    private static ExperimentHistory.Effect effect(
            @Nullable Double difference, @Nullable Double low, @Nullable Double high) {
        return new ExperimentHistory.Effect("new", difference, low, high);
    }
}
