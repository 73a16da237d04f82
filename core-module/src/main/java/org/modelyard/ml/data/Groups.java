package org.modelyard.ml.data;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows that have the same value of a column. */
public final class Groups {

    private Groups() {}

    /** The value of each row, such as the customer; null where it has none. */
    public static @Nullable String[] names(Column column) {
        @Nullable String[] names = new String[column.rows()];
        for (int row = 0; row < names.length; row++) {
            names[row] = column.missing(row) ? null : name(column, row);
        }
        return names;
    }

    /** A number for each row, from 0 on in the order of their first rows; a row without a value is alone. */
    public static int[] numbers(Column column) {
        @Nullable String[] names = names(column);
        Map<Object, Integer> known = new HashMap<>();
        int[] numbers = new int[names.length];
        for (int row = 0; row < numbers.length; row++) {
            String name = names[row];
            numbers[row] = known.computeIfAbsent(name == null ? new Object() : name, any -> known.size());
        }
        return numbers;
    }

    private static @Nullable String name(Column column, int row) {
        if (column instanceof Column.Numbers numbers) {
            return Double.toString(numbers.values()[row]);
        }
        return column instanceof Column.Categories categories
                ? categories.value(row)
                : ((Column.Texts) column).values()[row];
    }
}
