package org.modelyard.serving.service;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.modelyard.platform.model.Refusal;

/** Sums by two keys, of which there are not too many to be read. */
final class CrossedSums {

    static final int MOST = 1_000;

    private static final String VERSION = "version";

    private final Map<List<String>, FigureSums> groups = new HashMap<>();

    /** @throws Refusal.Invalid when there are too many already */
    FigureSums of(String first, String second) {
        FigureSums sums = groups.computeIfAbsent(List.of(first, second), none -> new FigureSums());
        if (groups.size() > MOST) {
            throw new Refusal.Invalid(
                    "and",
                    "These make more than " + MOST
                            + " groups: take a shorter period, one environment, or something of fewer values.");
        }
        return sums;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /**
     * In the order of their names.
     *
     * @param versions the number of one by its key; each is asked for once
     */
    List<CrossedMetricsView.Group> named(String by, String and, UnaryOperator<String> versions) {
        Map<String, String> numbers = new HashMap<>();
        return groups.entrySet().stream()
                .map(entry -> new CrossedMetricsView.Group(
                        List.of(
                                name(by, entry.getKey().get(0), numbers, versions),
                                name(and, entry.getKey().get(1), numbers, versions)),
                        entry.getValue().figures()))
                .sorted(Comparator.comparing((CrossedMetricsView.Group group) ->
                                group.names().get(0))
                        .thenComparing(group -> group.names().get(1)))
                .toList();
    }

    private static String name(String by, String key, Map<String, String> numbers, UnaryOperator<String> versions) {
        return by.equals(VERSION) ? numbers.computeIfAbsent(key, versions) : key;
    }
}
