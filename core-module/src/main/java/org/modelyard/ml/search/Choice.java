package org.modelyard.ml.search;

import java.util.List;

/**
 * A few values in no order.
 *
 * @param values different ones, one at least
 */
public record Choice(String name, List<Object> values) implements Dimension {

    public Choice {
        values = List.copyOf(values);
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("a choice of no value, or of one twice");
        }
    }

    @Override
    public long size() {
        return values.size();
    }

    @Override
    public Object value(long index) {
        return values.get((int) index);
    }

    @Override
    public Object at(double place) {
        return values.get(position(place));
    }

    @Override
    public double place(Object value) {
        int position = values.indexOf(value);
        if (position < 0) {
            throw new IllegalArgumentException(name + " has no value " + value);
        }
        return (position + 0.5) / values.size();
    }

    int position(double place) {
        return (int) Math.min(values.size() - 1.0, place * values.size());
    }

    @Override
    public List<Object> grid() {
        return values;
    }
}
