package org.modelyard.ml.data;

import org.jspecify.annotations.Nullable;

/** The values of one feature for all rows. Arrays are shared, not copied: nobody writes to them after construction. */
public sealed interface Column {

    int rows();

    boolean missing(int row);

    /**
     * NUMERIC, BOOLEAN (0 or 1) and TIMESTAMP (seconds since 1970, UTC).
     *
     * @param values one a row; NaN is missing
     */
    record Numbers(double[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return Double.isNaN(values[row]);
        }
    }

    /**
     * CATEGORICAL.
     *
     * @param codes one a row, positions in the dictionary; -1 is missing
     * @param dictionary the distinct values; a value may be unused
     */
    record Categories(int[] codes, String[] dictionary) implements Column {
        @Override
        public int rows() {
            return codes.length;
        }

        @Override
        public boolean missing(int row) {
            return codes[row] < 0;
        }

        /** @return the value of the row, or null when it is missing */
        public @Nullable String value(int row) {
            return codes[row] < 0 ? null : dictionary[codes[row]];
        }
    }

    /**
     * TEXT.
     *
     * @param values one a row; null is missing
     */
    record Texts(@Nullable String[] values) implements Column {
        @Override
        public int rows() {
            return values.length;
        }

        @Override
        public boolean missing(int row) {
            return values[row] == null;
        }
    }
}
