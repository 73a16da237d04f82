package org.modelyard.ml.train;

import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.feature.SparseRows;

/** What a row makes of a network's weights, forwards and backwards. Changes nothing; for many threads, each at rows of its own. */
final class NetworkLayers {

    private final SparseRows rows;
    private final int[] units;
    private final List<float[]> layers;

    /** @param layers see {@link org.modelyard.ml.model.Perceptron} */
    NetworkLayers(SparseRows rows, int[] units, List<float[]> layers) {
        this.rows = rows;
        this.units = units;
        this.layers = layers;
    }

    int[] units() {
        return units;
    }

    int outputs() {
        return units[units.length - 1];
    }

    int allUnits() {
        return Arrays.stream(units).sum();
    }

    int hiddenUnits() {
        return allUnits() - outputs();
    }

    /** Of a row with so many entries, one way. */
    double products(double entries) {
        double products = entries * units[0];
        for (int layer = 1; layer < units.length; layer++) {
            products += (double) units[layer - 1] * units[layer];
        }
        return products;
    }

    /** For so many rows and each layer: {@code [place * units + unit]}. */
    float[][] room(int places) {
        return Arrays.stream(units).mapToObj(count -> new float[places * count]).toArray(float[][]::new);
    }

    /**
     * Fills in the row's sums.
     *
     * @param place of the row in {@code values}
     * @param dropped hidden units that are left out; looked at only where {@code kept} is below 1
     * @param kept share of the hidden units that is not left out
     */
    void forward(int row, int place, float[][] values, boolean[] dropped, float kept) {
        int count = units[0];
        int at = place * count;
        float[] weights = layers.get(0);
        System.arraycopy(weights, rows.width() * count, values[0], at, count);
        for (int i = rows.offsets()[row]; i < rows.offsets()[row + 1]; i++) {
            addScaled(values[0], at, weights, rows.indices()[i] * count, rows.values()[i], count);
        }
        int mask = place * hiddenUnits();
        for (int layer = 1; layer < units.length; layer++) {
            int inputs = units[layer - 1];
            int from = place * inputs;
            rectify(values[layer - 1], from, inputs, dropped, mask, kept);
            mask += inputs;
            count = units[layer];
            at = place * count;
            weights = layers.get(layer);
            System.arraycopy(weights, inputs * count, values[layer], at, count);
            for (int input = 0; input < inputs; input++) {
                float value = values[layer - 1][from + input];
                if (value != 0) {
                    addScaled(values[layer], at, weights, input * count, value, count);
                }
            }
        }
    }

    /** What is left out is made up for by the rest (inverted dropout, Srivastava et al. 2014). */
    private static void rectify(float[] sums, int from, int count, boolean[] dropped, int mask, float kept) {
        for (int unit = 0; unit < count; unit++) {
            boolean out = kept < 1 && dropped[mask + unit];
            sums[from + unit] = out ? 0 : Math.max(0, sums[from + unit]) / kept;
        }
    }

    /** From the derivatives by the last layer's sums, which stand in {@code slopes}, those of the layers below. */
    void backward(int place, float[][] values, float[][] slopes, float kept) {
        for (int layer = units.length - 1; layer > 0; layer--) {
            int count = units[layer];
            int at = place * count;
            int inputs = units[layer - 1];
            int from = place * inputs;
            float[] weights = layers.get(layer);
            float[] slope = slopes[layer];
            for (int input = 0; input < inputs; input++) {
                float below = 0;
                if (values[layer - 1][from + input] > 0) {
                    float sum = 0;
                    for (int unit = 0; unit < count; unit++) {
                        sum += slope[at + unit] * weights[input * count + unit];
                    }
                    below = sum / kept;
                }
                slopes[layer - 1][from + input] = below;
            }
        }
    }

    static void addScaled(float[] sums, int to, float[] terms, int from, float factor, int length) {
        for (int k = 0; k < length; k++) {
            sums[to + k] += factor * terms[from + k];
        }
    }
}
