package org.modelyard.ml.compress;

/**
 * A matrix in bytes, from -127 to 127, each column with a scale of its own: a number is byte times scale, so 0 stays 0. A scale has 16
 * significant bits at most and is otherwise the smallest that keeps its column's largest number within 127; therefore the products are exact, in
 * floats too, and compressing what was expanded gives the same bytes. Arrays are shared, not copied.
 *
 * @param scales one a column; 0 where all of it is 0
 * @param values {@code values[row * columns + column]}
 */
public record ByteColumns(double[] scales, byte[] values) {

    private static final int MOST = 127;
    /** Of a double's 52 bits of fraction, those that a scale does not use. */
    private static final long UNUSED = (1L << (52 - 15)) - 1;
    /** Smaller scales could not be multiplied exactly in floats; a column of such numbers becomes 0. */
    private static final double LEAST = 0x1p-120;

    public ByteColumns {
        if (scales.length == 0 || values.length % scales.length != 0) {
            throw new IllegalArgumentException(values.length + " bytes in " + scales.length + " columns");
        }
        for (double scale : scales) {
            if (!(scale >= 0 && scale < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("a scale of " + scale);
            }
        }
    }

    /**
     * The nearest bytes; no number moves by more than half a scale.
     *
     * @param matrix finite numbers, {@code matrix[row * columns + column]}
     */
    public static ByteColumns of(double[] matrix, int columns) {
        double[] scales = new double[columns];
        for (int i = 0; i < matrix.length; i++) {
            scales[i % columns] = Math.max(scales[i % columns], Math.abs(matrix[i]));
        }
        for (int column = 0; column < columns; column++) {
            scales[column] = scale(scales[column]);
        }
        byte[] values = new byte[matrix.length];
        for (int i = 0; i < values.length; i++) {
            double scale = scales[i % columns];
            values[i] = scale == 0 ? 0 : (byte) Math.rint(matrix[i] / scale);
        }
        return new ByteColumns(scales, values);
    }

    private static double scale(double largest) {
        double exact = largest / MOST;
        return exact < LEAST ? 0 : Double.longBitsToDouble((Double.doubleToRawLongBits(exact) + UNUSED) & ~UNUSED);
    }

    public double[] expanded() {
        double[] matrix = new double[values.length];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = values[i] * scales[i % scales.length];
        }
        return matrix;
    }
}
