package org.modelyard.dataset.chunk;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.data.Column;

/** A growing column. Values come one by one; {@link #column} is cut to their number. */
abstract sealed class ColumnBuffer {

    static ColumnBuffer of(FeatureType type) {
        return switch (type) {
            case NUMERIC, TIMESTAMP, BOOLEAN -> new Numbers();
            case CATEGORICAL -> new Categories();
            case TEXT -> new Texts();
        };
    }

    abstract void grow(int capacity);

    /** @return about how many bytes the value takes in the file */
    abstract int set(int row, double number, @Nullable String text);

    abstract Column column(int rows);

    abstract void clear();

    static final class Numbers extends ColumnBuffer {
        private double[] values = new double[0];

        @Override
        void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        int set(int row, double number, @Nullable String text) {
            values[row] = number;
            return Double.BYTES;
        }

        @Override
        Column column(int rows) {
            return new Column.Numbers(Arrays.copyOf(values, rows));
        }

        @Override
        void clear() {
            // every slot is written before it is read
        }
    }

    static final class Categories extends ColumnBuffer {
        private int[] codes = new int[0];
        private final Map<String, Integer> dictionary = new LinkedHashMap<>();

        @Override
        void grow(int capacity) {
            codes = Arrays.copyOf(codes, capacity);
        }

        @Override
        int set(int row, double number, @Nullable String text) {
            if (text == null) {
                codes[row] = -1;
                return Integer.BYTES;
            }
            Integer known = dictionary.get(text);
            if (known != null) {
                codes[row] = known;
                return Integer.BYTES;
            }
            codes[row] = dictionary.size();
            dictionary.put(text, codes[row]);
            return 2 * Integer.BYTES + text.length();
        }

        @Override
        Column column(int rows) {
            return new Column.Categories(
                    Arrays.copyOf(codes, rows), dictionary.keySet().toArray(String[]::new));
        }

        @Override
        void clear() {
            dictionary.clear();
        }
    }

    static final class Texts extends ColumnBuffer {
        private @Nullable String[] values = new String[0];

        @Override
        void grow(int capacity) {
            values = Arrays.copyOf(values, capacity);
        }

        @Override
        int set(int row, double number, @Nullable String text) {
            values[row] = text;
            return Integer.BYTES + (text == null ? 0 : text.length());
        }

        @Override
        Column column(int rows) {
            return new Column.Texts(Arrays.copyOf(values, rows));
        }

        @Override
        void clear() {
            Arrays.fill(values, null);
        }
    }
}
