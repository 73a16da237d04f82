package org.modelyard.experiment.console;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.experiment.service.HistoryView;

/** Units assigned until then, a line a variant, the first five of them. */
public record AssignmentDrawing(List<Line> lines, List<Axis.Tick> heights, List<Axis.Tick> times, String words) {

    private static final int MOST = 5;

    /**
     * One variant's.
     *
     * @param series its colour, 0-4
     * @param lastX of the last point, which has a dot, so that a single one is seen too
     */
    public record Line(String variant, int series, String path, double lastX, double lastY) {}

    static AssignmentDrawing of(HistoryView history) {
        List<HistoryView.Point> points = history.points();
        long most = points.stream()
                .flatMap(one -> one.assigned().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
        Axis x = Axis.along(points.size());
        Axis y = Axis.up(0, most);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST, history.variants().size()) && !points.isEmpty(); i++) {
            StringBuilder path = new StringBuilder();
            double lastY = 0;
            for (int p = 0; p < points.size(); p++) {
                lastY = y.at(points.get(p).assigned().get(i));
                path.append(p == 0 ? "M" : "L")
                        .append(Axis.place(x.at(p)))
                        .append(' ')
                        .append(Axis.place(lastY));
            }
            lines.add(new Line(history.variants().get(i), i, path.toString(), x.at(points.size() - 1), lastY));
        }
        return new AssignmentDrawing(
                lines,
                y.ticks(),
                Axis.times(points.stream().map(HistoryView.Point::until).toList(), history.step()),
                "Units assigned until then, by variant; " + most + " at the end at most");
    }
}
