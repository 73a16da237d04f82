package org.modelyard.ml.feature;

import java.util.Arrays;
import java.util.List;

/**
 * Encoded rows in compressed sparse row form. Arrays are shared, not copied.
 *
 * @param width number of features; every index is smaller
 * @param offsets rows + 1 positions: row r is {@code offsets[r]} to {@code offsets[r + 1]} (exclusive)
 * @param indices rising within a row
 * @param values as long as {@code indices}
 */
public record SparseRows(int width, int[] offsets, int[] indices, float[] values) {

    public int rows() {
        return offsets.length - 1;
    }

    /** Fills {@code out} with a row. */
    public void copyRow(int row, SparseVector out) {
        out.clear();
        for (int i = offsets[row]; i < offsets[row + 1]; i++) {
            out.add(indices[i], values[i]);
        }
    }

    /** A new matrix with these rows in this order. */
    public SparseRows select(int[] rows) {
        int[] starts = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            starts[i + 1] = starts[i] + offsets[rows[i] + 1] - offsets[rows[i]];
        }
        int[] chosen = new int[starts[rows.length]];
        float[] numbers = new float[chosen.length];
        for (int i = 0; i < rows.length; i++) {
            int length = starts[i + 1] - starts[i];
            System.arraycopy(indices, offsets[rows[i]], chosen, starts[i], length);
            System.arraycopy(values, offsets[rows[i]], numbers, starts[i], length);
        }
        return new SparseRows(width, starts, chosen, numbers);
    }

    /** All rows of some parts, in their order: arrays of the right length, into which the parts are copied in any order, by any thread. */
    public static final class Joining {
        private final List<SparseRows> parts;
        private final int[] firstRows;
        private final int[] firstEntries;
        private final SparseRows all;

        /** @param parts of the same width, one or more */
        public Joining(List<SparseRows> parts) {
            this.parts = List.copyOf(parts);
            firstRows = new int[parts.size() + 1];
            firstEntries = new int[parts.size() + 1];
            for (int part = 0; part < parts.size(); part++) {
                firstRows[part + 1] =
                        Math.addExact(firstRows[part], parts.get(part).rows());
                firstEntries[part + 1] = Math.addExact(firstEntries[part], parts.get(part).indices.length);
            }
            int entries = firstEntries[parts.size()];
            all = new SparseRows(
                    parts.get(0).width, new int[firstRows[parts.size()] + 1], new int[entries], new float[entries]);
        }

        /** Copies one part; parts do not touch each other. */
        public void copy(int part) {
            SparseRows rows = parts.get(part);
            int at = firstEntries[part];
            System.arraycopy(rows.indices, 0, all.indices, at, rows.indices.length);
            System.arraycopy(rows.values, 0, all.values, at, rows.values.length);
            for (int row = 1; row <= rows.rows(); row++) {
                all.offsets[firstRows[part] + row] = at + rows.offsets[row];
            }
        }

        /** Complete once every part is copied. */
        public SparseRows rows() {
            return all;
        }
    }

    /** Collects rows one by one, and again once they are built: then its room is there already. For one thread at a time. */
    public static final class Builder {
        private final SparseVector vector = new SparseVector();
        private int width;
        private int[] offsets = new int[1];
        private int row;
        private int[] indices = new int[16];
        private float[] values = new float[16];

        /** Forgets the rows before. */
        void start(int ofWidth, int rows) {
            width = ofWidth;
            offsets = new int[rows + 1];
            row = 0;
            if (indices.length < rows * 8) {
                indices = new int[rows * 8];
                values = new float[rows * 8];
            }
        }

        /** For the row that is encoded next. */
        SparseVector vector() {
            return vector;
        }

        void add(SparseVector encoded) {
            int start = offsets[row];
            int end = Math.addExact(start, encoded.size());
            if (end > indices.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(end, indices.length * 3L / 2));
                indices = Arrays.copyOf(indices, capacity);
                values = Arrays.copyOf(values, capacity);
            }
            System.arraycopy(encoded.indices(), 0, indices, start, encoded.size());
            System.arraycopy(encoded.values(), 0, values, start, encoded.size());
            offsets[++row] = end;
        }

        SparseRows build() {
            int end = offsets[row];
            return new SparseRows(width, offsets, Arrays.copyOf(indices, end), Arrays.copyOf(values, end));
        }
    }
}
