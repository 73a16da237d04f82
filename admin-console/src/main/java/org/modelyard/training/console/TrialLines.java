package org.modelyard.training.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.console.PointChart;
import org.modelyard.training.service.SearchView;

/** The trials of a search in parallel coordinates: a line a trial, over its hyperparameters to its score. */
final class TrialLines {

    private static final ObjectMapper JSON = new ObjectMapper();

    private TrialLines() {}

    static String json(SearchView search) {
        List<SearchView.Line> finished =
                search.trials().stream().filter(line -> line.score() != null).toList();
        Set<String> names = new LinkedHashSet<>();
        finished.forEach(line -> names.addAll(line.hyperparameters().keySet()));
        List<String> axes = new ArrayList<>(names);
        axes.add(search.metric());
        List<double[]> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(column(finished, line -> number(line.hyperparameters().get(name))));
        }
        columns.add(column(finished, line -> line.score() == null ? Double.NaN : line.score()));
        List<Map<String, Object>> datasets = new ArrayList<>();
        for (int i = finished.size() - 1; i >= 0; i--) { // the best is drawn last, over the others
            datasets.add(dataset(finished.get(i), i, columns));
        }
        Map<String, Object> options = Map.of(
                "responsive", true,
                "maintainAspectRatio", false,
                "animation", false,
                "plugins", Map.of("legend", Map.of("display", false)),
                "scales",
                        Map.of(
                                "y",
                                Map.of(
                                        "min", 0,
                                        "max", 1,
                                        "title",
                                                Map.of(
                                                        "display",
                                                        true,
                                                        "text",
                                                        "from the least value tried to the greatest"))));
        try {
            return PointChart.escaped(JSON.writeValueAsString(
                    Map.of("type", "line", "data", Map.of("labels", axes, "datasets", datasets), "options", options)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, Object> dataset(SearchView.Line line, int rank, List<double[]> columns) {
        Map<String, Object> dataset = new LinkedHashMap<>();
        dataset.put("label", "trial " + line.number());
        dataset.put("colour", rank == 0 ? "two" : "one");
        dataset.put("borderWidth", rank == 0 ? 3 : 1);
        dataset.put("pointRadius", 2);
        dataset.put("data", columns.stream().map(column -> column[rank]).toList());
        return dataset;
    }

    /** Each value's place between the least and the greatest; in the middle where all are the same. */
    private static double[] column(List<SearchView.Line> lines, ToDoubleFunction<SearchView.Line> value) {
        double[] values = lines.stream().mapToDouble(value).toArray();
        double least = java.util.Arrays.stream(values).min().orElse(0);
        double span = java.util.Arrays.stream(values).max().orElse(0) - least;
        return java.util.Arrays.stream(values)
                .map(one -> span > 0 ? (one - least) / span : 0.5)
                .toArray();
    }

    /** Of a word, a place that is the same for the same word. */
    private static double number(@Nullable Object value) {
        return value instanceof Number number
                ? number.doubleValue()
                : String.valueOf(value).hashCode() % 1_000;
    }
}
