package org.modelyard.ml.calibration;

import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryWriter;

/**
 * Isotonic regression (Zadrozny and Elkan 2002): the rising steps of least squared error, joined by straight lines. It
 * takes any rising shape, and wants a thousand rows or more. Rows that it cannot tell apart any more share a probability.
 *
 * @param from probabilities, rising; not to be written to
 * @param to what each becomes, 0-1, never falling; not to be written to
 */
public record IsotonicCalibration(double[] from, double[] to) implements Calibration {

    static final int KIND = 2;

    public IsotonicCalibration {
        if (from.length == 0 || from.length != to.length) {
            throw new IllegalArgumentException(to.length + " values for " + from.length + " probabilities");
        }
        for (int i = 0; i < from.length; i++) {
            if (!(to[i] >= 0 && to[i] <= 1)
                    || !Double.isFinite(from[i])
                    || (i > 0 && (from[i] <= from[i - 1] || to[i] < to[i - 1]))) {
                throw new IllegalArgumentException("a step to " + to[i] + " at " + from[i]);
            }
        }
    }

    /**
     * By pooling adjacent violators; rows of the same probability are one. Steps to 0 and 1 are cut to 1 / (n + 2) and what
     * that leaves of 1: n rows make nothing certain (Laplace's rule of succession).
     *
     * @throws IllegalArgumentException when there are not rows of both outcomes
     */
    public static IsotonicCalibration fit(double[] probabilities, boolean[] happened) {
        Calibration.requireBoth(probabilities, happened);
        Integer[] order = new Integer[happened.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer row) -> probabilities[row] + 0.0));
        double[] first = new double[order.length];
        double[] last = new double[order.length];
        double[] events = new double[order.length];
        double[] rows = new double[order.length];
        int blocks = 0;
        for (int i = 0; i < order.length; ) {
            double p = probabilities[order[i]] + 0.0; // -0.0 is 0.0
            first[blocks] = p;
            last[blocks] = p;
            events[blocks] = 0;
            rows[blocks] = 0;
            while (i < order.length && probabilities[order[i]] == p) {
                events[blocks] += happened[order[i]] ? 1 : 0;
                rows[blocks]++;
                i++;
            }
            blocks++;
            while (blocks > 1 && events[blocks - 2] * rows[blocks - 1] >= events[blocks - 1] * rows[blocks - 2]) {
                last[blocks - 2] = last[blocks - 1];
                events[blocks - 2] += events[blocks - 1];
                rows[blocks - 2] += rows[blocks - 1];
                blocks--;
            }
        }
        double[] from = new double[2 * blocks];
        double[] to = new double[2 * blocks];
        int points = 0;
        double least = 1 / (happened.length + 2.0);
        for (int block = 0; block < blocks; block++) {
            double share = Math.max(least, Math.min(1 - least, events[block] / rows[block]));
            from[points] = first[block];
            to[points++] = share;
            if (last[block] > first[block]) {
                from[points] = last[block];
                to[points++] = share;
            }
        }
        return new IsotonicCalibration(Arrays.copyOf(from, points), Arrays.copyOf(to, points));
    }

    /** Below the least and above the greatest probability that was seen it stays level. */
    @Override
    public double calibrate(double probability) {
        int at = Arrays.binarySearch(from, probability);
        if (at >= 0) {
            return to[at];
        }
        int next = -at - 1;
        if (next == 0) {
            return to[0];
        }
        if (next == from.length) {
            return to[from.length - 1];
        }
        double along = (probability - from[next - 1]) / (from[next] - from[next - 1]);
        return to[next - 1] + along * (to[next] - to[next - 1]);
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(KIND).put(from).put(to);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof IsotonicCalibration that
                && Arrays.equals(from, that.from)
                && Arrays.equals(to, that.to);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(from) + Arrays.hashCode(to);
    }
}
