package org.modelyard.stats;

import java.util.Arrays;

/** Ranks of values, 1 for the least. */
public final class Ranks {

    private Ranks() {}

    /**
     * One rank a value; equal values share the mean of their ranks. Takes n log n steps.
     *
     * @throws IllegalArgumentException when a value is NaN
     */
    public static double[] of(double[] values) {
        double[] sorted = sorted(values);
        double[] ranks = new double[values.length];
        Arrays.setAll(ranks, i -> (below(sorted, values[i]) + 1 + upTo(sorted, values[i])) / 2.0);
        return ranks;
    }

    /** For each value the number of values below it: equal values, equal places. */
    static int[] places(double[] values) {
        double[] sorted = sorted(values);
        int[] places = new int[values.length];
        Arrays.setAll(places, i -> below(sorted, values[i]));
        return places;
    }

    private static double[] sorted(double[] values) {
        double[] sorted = new double[values.length];
        for (int i = 0; i < sorted.length; i++) {
            if (Double.isNaN(values[i])) {
                throw new IllegalArgumentException("no rank for a missing value");
            }
            sorted[i] = values[i];
        }
        Arrays.sort(sorted);
        return sorted;
    }

    /** How many are below the value. Compares by value, so that -0.0 equals 0.0. */
    private static int below(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static int upTo(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] <= value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
