package org.modelyard.ml.tree;

import java.util.Arrays;
import org.modelyard.ml.feature.SparseRows;

/** Encoded rows turned round: for each feature the rows that have it and their values, zeros left out. */
final class Columns {

    private final int rows;
    private final int[] starts;
    private final int[] rowOf;
    private final float[] values;

    private Columns(int rows, int[] starts, int[] rowOf, float[] values) {
        this.rows = rows;
        this.starts = starts;
        this.rowOf = rowOf;
        this.values = values;
    }

    /** @throws IllegalArgumentException when a value is not finite */
    static Columns of(SparseRows rows) {
        int[] starts = new int[rows.width() + 1];
        for (int i = 0; i < rows.indices().length; i++) {
            if (!Float.isFinite(rows.values()[i])) {
                throw new IllegalArgumentException("an encoded value is not finite");
            }
            if (rows.values()[i] != 0) {
                starts[rows.indices()[i] + 1]++;
            }
        }
        for (int feature = 0; feature < rows.width(); feature++) {
            starts[feature + 1] += starts[feature];
        }
        int[] next = Arrays.copyOf(starts, rows.width());
        int[] rowOf = new int[starts[rows.width()]];
        float[] values = new float[rowOf.length];
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
                if (rows.values()[i] != 0) {
                    int at = next[rows.indices()[i]]++;
                    rowOf[at] = row;
                    values[at] = rows.values()[i];
                }
            }
        }
        return new Columns(rows.rows(), starts, rowOf, values);
    }

    int rows() {
        return rows;
    }

    int count() {
        return starts.length - 1;
    }

    int nonZeros(int feature) {
        return starts[feature + 1] - starts[feature];
    }

    float[] sorted(int feature) {
        float[] sorted = Arrays.copyOfRange(values, starts[feature], starts[feature + 1]);
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many rows each bin has. */
    int[] counts(int feature, float[] edges) {
        int[] counts = new int[edges.length + 1];
        counts[BinEdges.bin(edges, 0)] = rows - nonZeros(feature);
        for (int i = starts[feature]; i < starts[feature + 1]; i++) {
            counts[BinEdges.bin(edges, values[i])]++;
        }
        return counts;
    }

    /** Is told of rows and their bins. */
    interface Sink {
        void row(int row, int bin);
    }

    /** Rows in their order whose bin is another than {@code but}. */
    void bins(int feature, float[] edges, int but, Sink sink) {
        int zero = BinEdges.bin(edges, 0);
        int row = 0;
        for (int i = starts[feature]; i < starts[feature + 1]; i++) {
            if (zero != but) {
                for (; row < rowOf[i]; row++) {
                    sink.row(row, zero);
                }
                row++;
            }
            int bin = BinEdges.bin(edges, values[i]);
            if (bin != but) {
                sink.row(rowOf[i], bin);
            }
        }
        if (zero != but) {
            for (; row < rows; row++) {
                sink.row(row, zero);
            }
        }
    }
}
