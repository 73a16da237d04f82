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

    /**
     * All rows of the parts, in their order.
     *
     * @param parts of the same width, one or more
     */
    public static SparseRows joined(List<SparseRows> parts) {
        int rows = 0;
        int entries = 0;
        for (SparseRows part : parts) {
            rows = Math.addExact(rows, part.rows());
            entries = Math.addExact(entries, part.indices.length);
        }
        int[] starts = new int[rows + 1];
        int[] joined = new int[entries];
        float[] numbers = new float[entries];
        int row = 0;
        for (SparseRows part : parts) {
            int at = starts[row];
            System.arraycopy(part.indices, 0, joined, at, part.indices.length);
            System.arraycopy(part.values, 0, numbers, at, part.values.length);
            for (int i = 1; i <= part.rows(); i++) {
                starts[++row] = at + part.offsets[i];
            }
        }
        return new SparseRows(parts.get(0).width, starts, joined, numbers);
    }

    /** Collects rows one by one. */
    static final class Builder {
        private final int width;
        private final int[] offsets;
        private int row;
        private int[] indices;
        private float[] values;

        Builder(int width, int rows) {
            this.width = width;
            this.offsets = new int[rows + 1];
            this.indices = new int[Math.max(16, rows * 8)];
            this.values = new float[indices.length];
        }

        void add(SparseVector vector) {
            int start = offsets[row];
            int end = Math.addExact(start, vector.size());
            if (end > indices.length) {
                int capacity = (int) Math.min(Integer.MAX_VALUE - 16L, Math.max(end, indices.length * 3L / 2));
                indices = Arrays.copyOf(indices, capacity);
                values = Arrays.copyOf(values, capacity);
            }
            System.arraycopy(vector.indices(), 0, indices, start, vector.size());
            System.arraycopy(vector.values(), 0, values, start, vector.size());
            offsets[++row] = end;
        }

        SparseRows build() {
            int end = offsets[row];
            return new SparseRows(width, offsets, Arrays.copyOf(indices, end), Arrays.copyOf(values, end));
        }
    }
}
