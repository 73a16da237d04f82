package org.modelyard.ml.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * All that a search chooses.
 *
 * @param dimensions one a hyperparameter, one at least, names all different
 */
public record SearchSpace(List<Dimension> dimensions) {

    public SearchSpace {
        dimensions = List.copyOf(dimensions);
        if (dimensions.isEmpty()
                || dimensions.stream().map(Dimension::name).distinct().count() < dimensions.size()) {
            throw new IllegalArgumentException("a space without dimension, or with one twice");
        }
    }

    /** How many points there are; {@link Long#MAX_VALUE} when they are not to be counted. */
    public long size() {
        long size = 1;
        for (Dimension dimension : dimensions) {
            size = product(size, dimension.size());
        }
        return size;
    }

    /** How many points a grid has: the product of the dimensions' grids. */
    public long gridSize() {
        long size = 1;
        for (Dimension dimension : dimensions) {
            size = product(size, dimension.grid().size());
        }
        return size;
    }

    private static long product(long a, long b) {
        return Math.multiplyHigh(a, b) == 0 && a * b >= 0 ? a * b : Long.MAX_VALUE;
    }

    /** @param index from 0, less than {@link #gridSize}; the last dimension turns fastest */
    Map<String, Object> gridPoint(long index) {
        long rest = index;
        Map<String, Object> point = new LinkedHashMap<>();
        for (int d = dimensions.size() - 1; d >= 0; d--) {
            List<Object> values = dimensions.get(d).grid();
            point.put(dimensions.get(d).name(), values.get((int) (rest % values.size())));
            rest /= values.size();
        }
        return inOrder(point);
    }

    /** @param index from 0, less than {@link #size}; only where the points can be counted */
    Map<String, Object> point(long index) {
        long rest = index;
        Map<String, Object> point = new LinkedHashMap<>();
        for (int d = dimensions.size() - 1; d >= 0; d--) {
            Dimension dimension = dimensions.get(d);
            point.put(dimension.name(), dimension.value(rest % dimension.size()));
            rest /= dimension.size();
        }
        return inOrder(point);
    }

    /** Each value drawn by itself, evenly on its scale. */
    Map<String, Object> draw(SplittableRandom random) {
        Map<String, Object> point = new LinkedHashMap<>();
        dimensions.forEach(dimension -> point.put(dimension.name(), dimension.at(random.nextDouble())));
        return Collections.unmodifiableMap(point);
    }

    /** One place a dimension, 0 to 1. */
    double[] places(Map<String, Object> point) {
        double[] places = new double[dimensions.size()];
        for (int d = 0; d < places.length; d++) {
            Dimension dimension = dimensions.get(d);
            Object value = point.get(dimension.name());
            if (value == null) {
                throw new IllegalArgumentException("a trial without " + dimension.name());
            }
            places[d] = dimension.place(value);
        }
        return places;
    }

    private Map<String, Object> inOrder(Map<String, Object> point) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        dimensions.forEach(dimension -> ordered.put(dimension.name(), point.get(dimension.name())));
        return Collections.unmodifiableMap(ordered);
    }
}
