package org.modelyard.monitoring.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.FeatureChart;
import org.modelyard.platform.console.PointChart;

/** The shares of training and window side by side, in Chart.js's form. The page's script gives the theme's colours. */
final class ShareChart {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ShareChart() {}

    static String json(String feature, List<FeatureChart.Bin> bins) {
        Map<String, Object> data = Map.of(
                "labels",
                bins.stream().map(FeatureChart.Bin::label).toList(),
                "datasets",
                List.of(
                        series("Training (reference)", "one", bins, FeatureChart.Bin::reference),
                        series("Window", "two", bins, FeatureChart.Bin::window)));
        Map<String, Object> options = Map.of(
                "responsive", true,
                "maintainAspectRatio", false,
                "animation", false,
                "interaction", Map.of("mode", "index", "intersect", false),
                "scales",
                        Map.of(
                                "x",
                                        Map.of(
                                                "title",
                                                Map.of("display", true, "text", "value of " + feature),
                                                "ticks",
                                                Map.of("maxRotation", 0, "autoSkipPadding", 12)),
                                "y",
                                        Map.of(
                                                "beginAtZero",
                                                true,
                                                "title",
                                                Map.of("display", true, "text", "share of rows, %"))));
        try {
            return PointChart.escaped(JSON.writeValueAsString(Map.of("type", "bar", "data", data, "options", options)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param colour its name in the page's script, the same for the same side everywhere */
    private static Map<String, Object> series(
            String label,
            String colour,
            List<FeatureChart.Bin> bins,
            Function<FeatureChart.Bin, @Nullable Double> side) {
        List<@Nullable Double> shares = new ArrayList<>();
        for (FeatureChart.Bin bin : bins) {
            Double share = side.apply(bin);
            shares.add(share == null ? null : Math.round(share * 1e5) / 1e3);
        }
        Map<String, Object> series = new LinkedHashMap<>();
        series.put("label", label);
        series.put("colour", colour);
        series.put("data", shares);
        return series;
    }
}
