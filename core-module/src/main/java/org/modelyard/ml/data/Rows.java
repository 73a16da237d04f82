package org.modelyard.ml.data;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Choosing and ordering rows. */
public final class Rows {

    private Rows() {}

    /** The column with these rows in this order. */
    public static Column select(Column column, int[] rows) {
        if (column instanceof Column.Numbers numbers) {
            return new Column.Numbers(select(numbers.values(), rows));
        }
        if (column instanceof Column.Categories categories) {
            int[] codes = new int[rows.length];
            for (int i = 0; i < rows.length; i++) {
                codes[i] = categories.codes()[rows[i]];
            }
            return new Column.Categories(codes, categories.dictionary());
        }
        @Nullable String[] all = ((Column.Texts) column).values();
        @Nullable String[] values = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = all[rows[i]];
        }
        return new Column.Texts(values);
    }

    /** The values at these places in this order. */
    public static double[] select(double[] all, int[] rows) {
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            values[i] = all[rows[i]];
        }
        return values;
    }

    /** 0 to n-1 in an order that the generator decides (Fisher-Yates). */
    public static int[] shuffled(int n, RandomGenerator random) {
        int[] rows = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            rows[i] = rows[j];
            rows[j] = i;
        }
        return rows;
    }
}
