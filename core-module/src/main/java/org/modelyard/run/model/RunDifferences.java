package org.modelyard.run.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs side by side.
 *
 * @param parameters those that not all runs have with the same text, by name
 * @param same parameters that all have alike
 * @param metrics the last value of each, by name
 */
public record RunDifferences(List<Row<String>> parameters, Map<String, String> same, List<Row<Double>> metrics) {

    /** Runs in one comparison. */
    public static final int MOST = 10;

    /**
     * One run of the comparison.
     *
     * @param metrics last values; null where undefined
     */
    public record Side(Map<String, String> parameters, Map<String, @Nullable Double> metrics) {}

    /**
     * One line.
     *
     * @param values in the order of the runs; null where a run has none
     */
    public record Row<T>(String name, List<@Nullable T> values) {
        public Row {
            values = Collections.unmodifiableList(new ArrayList<>(values)); // List.copyOf takes no null
        }
    }

    public static RunDifferences of(List<Side> sides) {
        List<Row<String>> differing = new ArrayList<>();
        Map<String, String> same = new TreeMap<>();
        for (Row<String> row : rows(sides, Side::parameters)) {
            String first = row.values().get(0);
            if (first != null && row.values().stream().allMatch(value -> Objects.equals(value, first))) {
                same.put(row.name(), first);
            } else {
                differing.add(row);
            }
        }
        return new RunDifferences(differing, same, rows(sides, Side::metrics));
    }

    private static <T> List<Row<T>> rows(List<Side> sides, Function<Side, Map<String, T>> part) {
        Set<String> names = new TreeSet<>();
        sides.forEach(side -> names.addAll(part.apply(side).keySet()));
        List<Row<T>> rows = new ArrayList<>();
        for (String name : names) {
            List<@Nullable T> values = new ArrayList<>();
            for (Side side : sides) {
                values.add(part.apply(side).get(name));
            }
            rows.add(new Row<>(name, values));
        }
        return rows;
    }
}
