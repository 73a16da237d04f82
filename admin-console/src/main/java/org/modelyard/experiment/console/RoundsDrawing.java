package org.modelyard.experiment.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.modelyard.experiment.service.RoundView;

/** Propensities round by round, a line a variant, the first five of them. */
public record RoundsDrawing(List<Line> lines, List<Axis.Tick> heights, List<Axis.Tick> times, String words) {

    private static final int MOST = 5;

    /**
     * One variant's.
     *
     * @param series its colour, 0-4
     * @param lastX of the last point, which has a dot, so that a single one is seen too
     */
    public record Line(String variant, int series, String path, double lastX, double lastY) {}

    /**
     * @param rounds oldest first, at least one
     * @param every how long a round lasts at least
     */
    static RoundsDrawing of(List<RoundView> rounds, Duration every) {
        Axis x = Axis.along(rounds.size());
        Axis y = Axis.up(0, 1);
        List<RoundView.Arm> last = rounds.get(rounds.size() - 1).arms();
        List<Line> lines = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (int i = 0; i < last.size(); i++) {
            told.add(String.format(
                    Locale.ROOT, "%s %.2f %%", last.get(i).variant(), last.get(i).propensity() * 100));
            if (i >= MOST) {
                continue;
            }
            StringBuilder path = new StringBuilder();
            for (int r = 0; r < rounds.size(); r++) {
                path.append(r == 0 ? "M" : "L")
                        .append(Axis.place(x.at(r)))
                        .append(' ')
                        .append(Axis.place(y.at(rounds.get(r).arms().get(i).propensity())));
            }
            lines.add(new Line(
                    last.get(i).variant(),
                    i,
                    path.toString(),
                    x.at(rounds.size() - 1),
                    y.at(last.get(i).propensity())));
        }
        return new RoundsDrawing(
                lines,
                y.ticks(),
                Axis.times(rounds.stream().map(RoundView::from).toList(), every),
                "Propensities over " + rounds.size() + " rounds; at the end " + String.join(", ", told));
    }
}
