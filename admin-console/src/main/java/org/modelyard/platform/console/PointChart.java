package org.modelyard.platform.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Points and lines over two numbers, in Chart.js's form. The page's script gives the theme's colours. */
public final class PointChart {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PointChart() {}

    /**
     * One point.
     *
     * @param y NaN leaves a gap
     */
    public record Point(double x, double y) {}

    /**
     * Points of one kind.
     *
     * @param colour its name in the stylesheet: one to five
     * @param line whether the points are joined
     */
    public record Series(String label, String colour, boolean line, List<Point> points) {}

    public static String json(String x, String y, List<Series> series) {
        Map<String, Object> data =
                Map.of("datasets", series.stream().map(PointChart::dataset).toList());
        Map<String, Object> options = Map.of(
                "responsive", true,
                "maintainAspectRatio", false,
                "animation", false,
                "scales", Map.of("x", axis(x), "y", axis(y)));
        try {
            return escaped(JSON.writeValueAsString(Map.of("type", "scatter", "data", data, "options", options)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a script: what is drawn may be called anything. */
    public static String escaped(String json) {
        return json.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029");
    }

    private static Map<String, Object> axis(String title) {
        return Map.of("type", "linear", "title", Map.of("display", true, "text", title));
    }

    private static Map<String, Object> dataset(Series series) {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("label", series.label());
        dataset.put("colour", series.colour());
        dataset.put("showLine", series.line());
        dataset.put("pointRadius", series.line() ? 0 : 2);
        dataset.put("borderWidth", 2);
        dataset.put(
                "data",
                series.points().stream()
                        .filter(point -> Double.isFinite(point.x()) && Double.isFinite(point.y()))
                        .map(point -> Map.of("x", point.x(), "y", point.y()))
                        .toList());
        return dataset;
    }
}
