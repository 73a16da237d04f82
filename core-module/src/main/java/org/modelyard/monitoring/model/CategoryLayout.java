package org.modelyard.monitoring.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cells: missing, one for each known value, other. Known are the reference's values, at most the {@value #MOST} most
 * frequent. How many distinct values hide behind 'other' is not estimated.
 */
public final class CategoryLayout implements FeatureLayout {

    public static final int MOST = 1_000;

    private final String name;
    private final List<String> known;
    private final Map<String, Integer> cells;

    /** @param known distinct values, in the order of their cells */
    public CategoryLayout(String name, List<String> known) {
        this.name = name;
        this.known = List.copyOf(known);
        this.cells = new HashMap<>(known.size() * 2);
        for (String value : known) {
            if (cells.put(value, cells.size() + 1) != null) {
                throw new IllegalArgumentException("'" + value + "' is known twice to '" + name + "'");
            }
        }
    }

    @Override
    public String name() {
        return name;
    }

    public List<String> known() {
        return known;
    }

    @Override
    public int cells() {
        return known.size() + 2;
    }

    /** Cell of values that the reference did not hold. */
    public int other() {
        return known.size() + 1;
    }

    int cell(@Nullable String value) {
        return value == null ? MISSING : cells.getOrDefault(value, other());
    }
}
