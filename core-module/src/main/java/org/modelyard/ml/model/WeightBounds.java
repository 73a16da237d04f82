package org.modelyard.ml.model;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;

/**
 * What people have laid down about single weights of a linear model: between which values they stay when it goes on learning. Arrays are
 * shared, not copied.
 *
 * @param places rising positions in {@link LinearModel#weights}
 * @param least of each; negative infinity where there is no lower bound
 * @param most of each, at least {@code least}; the same is frozen; infinity where there is no upper bound
 */
public record WeightBounds(int[] places, double[] least, double[] most) {

    /** Every weight may be anything. */
    public static final WeightBounds NONE = new WeightBounds(new int[0], new double[0], new double[0]);

    private static final int MAGIC = 0x4D595731; // MYW1

    public WeightBounds {
        if (least.length != places.length || most.length != places.length) {
            throw new IllegalArgumentException("bounds of another number of weights");
        }
        for (int i = 0; i < places.length; i++) {
            boolean rising = i == 0 ? places[0] >= 0 : places[i] > places[i - 1];
            boolean possible =
                    least[i] <= most[i] && least[i] < Double.POSITIVE_INFINITY && most[i] > Double.NEGATIVE_INFINITY;
            if (!rising || !possible) {
                throw new IllegalArgumentException("bounds between which there is no weight");
            }
        }
    }

    public boolean none() {
        return places.length == 0;
    }

    public int size() {
        return places.length;
    }

    /** Where the bounds of a weight are in the arrays; negative when it has none. */
    public int of(int place) {
        return Arrays.binarySearch(places, place);
    }

    /** Whether the weight at this position of the arrays may have one value only. */
    public boolean frozen(int position) {
        return least[position] == most[position];
    }

    /** Takes each weight to its nearest allowed value; a frozen one becomes that value, bit for bit. */
    public void hold(double[] weights) {
        for (int i = 0; i < places.length; i++) {
            weights[places[i]] = Math.max(least[i], Math.min(most[i], weights[places[i]]));
        }
    }

    /** @throws IllegalArgumentException when a weight is not within them */
    void requireHeld(double[] weights) {
        for (int i = 0; i < places.length; i++) {
            if (places[i] >= weights.length || weights[places[i]] < least[i] || weights[places[i]] > most[i]) {
                throw new IllegalArgumentException("a weight beyond its bounds");
            }
        }
    }

    public void write(BinaryWriter out) {
        out.put(MAGIC).put(places).put(least).put(most);
    }

    /**
     * @throws org.modelyard.ml.binary.CorruptContent when the bytes are not what {@link #write} wrote
     * @throws IllegalArgumentException when they are no bounds
     */
    public static WeightBounds read(BinaryReader in) {
        in.expect(MAGIC, "list of bounds");
        return new WeightBounds(in.getInts(), in.getDoubles(), in.getDoubles());
    }
}
