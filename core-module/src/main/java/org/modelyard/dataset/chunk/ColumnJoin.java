package org.modelyard.dataset.chunk;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.ml.data.Column;

/** One column put together from those of several chunks; dictionaries are merged, sorted and cut to what is used. */
abstract sealed class ColumnJoin {

    static ColumnJoin of(FeatureType type, int rows) {
        return switch (type) {
            case NUMERIC, TIMESTAMP, BOOLEAN -> new Numbers(rows);
            case CATEGORICAL -> new Categories(rows);
            case TEXT -> new Texts(rows);
        };
    }

    /** @param rows of the part; its length rows are written from {@code at} on */
    abstract void add(Column part, int[] rows, int at);

    abstract void set(int row, double number, @Nullable String text);

    abstract Column column();

    static final class Numbers extends ColumnJoin {
        private final double[] values;

        Numbers(int rows) {
            values = new double[rows];
        }

        @Override
        void add(Column part, int[] rows, int at) {
            double[] from = ((Column.Numbers) part).values();
            if (rows.length == from.length) {
                System.arraycopy(from, 0, values, at, from.length);
                return;
            }
            for (int i = 0; i < rows.length; i++) {
                values[at + i] = from[rows[i]];
            }
        }

        @Override
        void set(int row, double number, @Nullable String text) {
            values[row] = number;
        }

        @Override
        Column column() {
            return new Column.Numbers(values);
        }
    }

    static final class Categories extends ColumnJoin {
        private final int[] codes;
        private final Map<String, Integer> known = new HashMap<>();

        Categories(int rows) {
            codes = new int[rows];
        }

        @Override
        void add(Column part, int[] rows, int at) {
            Column.Categories from = (Column.Categories) part;
            int[] mapped = new int[from.dictionary().length];
            Arrays.fill(mapped, -1);
            for (int i = 0; i < rows.length; i++) {
                int code = from.codes()[rows[i]];
                if (code >= 0 && mapped[code] < 0) {
                    mapped[code] = code(from.dictionary()[code]);
                }
                codes[at + i] = code < 0 ? -1 : mapped[code];
            }
        }

        private int code(String value) {
            return known.computeIfAbsent(value, added -> known.size());
        }

        @Override
        void set(int row, double number, @Nullable String text) {
            codes[row] = text == null ? -1 : code(text);
        }

        @Override
        Column column() {
            String[] values = new String[known.size()];
            known.forEach((value, code) -> values[code] = value);
            boolean[] used = new boolean[values.length];
            for (int code : codes) {
                if (code >= 0) {
                    used[code] = true;
                }
            }
            int[] order = IntStream.range(0, values.length)
                    .filter(code -> used[code])
                    .boxed()
                    .sorted((a, b) -> values[a].compareTo(values[b]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] position = new int[values.length];
            String[] dictionary = new String[order.length];
            for (int i = 0; i < order.length; i++) {
                position[order[i]] = i;
                dictionary[i] = values[order[i]];
            }
            int[] sorted = new int[codes.length];
            for (int row = 0; row < codes.length; row++) {
                sorted[row] = codes[row] < 0 ? -1 : position[codes[row]];
            }
            return new Column.Categories(sorted, dictionary);
        }
    }

    static final class Texts extends ColumnJoin {
        private final @Nullable String[] values;

        Texts(int rows) {
            values = new String[rows];
        }

        @Override
        void add(Column part, int[] rows, int at) {
            @Nullable String[] from = ((Column.Texts) part).values();
            for (int i = 0; i < rows.length; i++) {
                values[at + i] = from[rows[i]];
            }
        }

        @Override
        void set(int row, double number, @Nullable String text) {
            values[row] = text;
        }

        @Override
        Column column() {
            return new Column.Texts(values);
        }
    }
}
