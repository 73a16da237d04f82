package org.modelyard.run.console;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.modelyard.platform.console.PointChart;
import org.modelyard.run.service.RunCurves;

/** A metric of some runs over its steps; over the time where a run has no steps. */
final class Curves {

    /** Told apart without seeing red or green. */
    private static final List<String> COLOURS = List.of("one", "two", "three", "four", "five");

    /** Lines in one picture. */
    static final int MOST = COLOURS.size();

    private Curves() {}

    /** One run's. */
    record Line(String label, List<RunCurves.Point> points) {}

    /** Enough of an id to tell runs of one name apart. */
    static String tail(UUID id) {
        String text = id.toString();
        return "…" + text.substring(text.length() - 6);
    }

    static String json(String metric, List<Line> lines) {
        boolean stepped = lines.stream()
                .allMatch(line -> line.points().size() < 2
                        || line.points().get(0).step()
                                < line.points().get(line.points().size() - 1).step());
        List<PointChart.Series> series = new ArrayList<>();
        for (Line line : lines) {
            series.add(new PointChart.Series(line.label(), COLOURS.get(series.size()), true, drawn(line, stepped)));
        }
        return PointChart.json(stepped ? "step" : "seconds since the first point", metric, series);
    }

    private static List<PointChart.Point> drawn(Line line, boolean stepped) {
        if (line.points().isEmpty()) {
            return List.of();
        }
        long start = line.points().get(0).at().toEpochMilli();
        return line.points().stream()
                .map(point -> new PointChart.Point(
                        stepped ? point.step() : (point.at().toEpochMilli() - start) / 1_000.0, point.value()))
                .toList();
    }
}
