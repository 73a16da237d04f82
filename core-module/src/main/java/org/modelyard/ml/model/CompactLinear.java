package org.modelyard.ml.model;

import org.modelyard.ml.binary.Half;
import org.modelyard.ml.feature.SparseVector;

/**
 * A linear model that is asked in its compressed form: in an eighth or a quarter of the memory, which also makes it faster where there are many labels
 * (measured in decision 83). Its sums are those of the {@link LinearModel} with the same weights expanded, to the bit. Arrays are shared, not
 * copied.
 *
 * @param width encoded features
 * @param bytes {@code bytes[feature * outputs + output]}, each times the scale of its output; empty where there are halves
 * @param scales one an output; empty with halves
 * @param halves as {@code bytes}, IEEE 754 binary16; empty where there are bytes
 * @param bias one an output
 */
public record CompactLinear(
        Link link, int outputs, int width, byte[] bytes, double[] scales, short[] halves, double[] bias)
        implements TrainedModel {

    /** Looked up, as converting each would cost more than it saves: 256 KiB for all models. */
    private static final float[] NUMBERS = numbers();

    public CompactLinear {
        boolean scaled = scales.length > 0;
        long count = (long) outputs * width;
        if (outputs < 1
                || bytes.length != (scaled ? count : 0)
                || halves.length != (scaled ? 0 : count)
                || (scaled && scales.length != outputs)
                || bias.length != outputs) {
            throw new IllegalArgumentException("compressed weights of another shape");
        }
    }

    private static float[] numbers() {
        float[] numbers = new float[1 << Short.SIZE];
        for (int half = 0; half < numbers.length; half++) {
            numbers[half] = Half.toFloat((short) half);
        }
        return numbers;
    }

    @Override
    public double sum(SparseVector row) {
        double sum = bias[0];
        int[] indices = row.indices();
        float[] values = row.values();
        if (scales.length > 0) {
            double scale = scales[0];
            for (int i = 0; i < row.size(); i++) {
                sum += bytes[indices[i]] * scale * values[i];
            }
        } else {
            for (int i = 0; i < row.size(); i++) {
                sum += (double) NUMBERS[halves[indices[i]] & 0xFFFF] * values[i];
            }
        }
        return sum;
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
        System.arraycopy(bias, 0, sums, 0, outputs);
        for (int i = 0; i < row.size(); i++) {
            int at = row.indices()[i] * outputs;
            if (scales.length > 0) {
                add(bytes, at, row.values()[i], sums);
            } else {
                add(halves, at, row.values()[i], sums);
            }
        }
    }

    private void add(byte[] weights, int at, double value, double[] sums) {
        double[] scale = scales;
        for (int k = 0; k < scale.length; k++) {
            sums[k] += value * (weights[at + k] * scale[k]);
        }
    }

    private void add(short[] weights, int at, double value, double[] sums) {
        for (int k = 0; k < outputs; k++) {
            sums[k] += value * NUMBERS[weights[at + k] & 0xFFFF];
        }
    }
}
