package org.modelyard.ml.tree;

import java.util.Arrays;

/** Where a column is cut: a bin a value where there are few, else bins of about equal numbers of rows. */
final class BinEdges {

    private BinEdges() {}

    /**
     * @param sorted the column's values but for zeros, rising; finite
     * @param zeros how many rows have zero
     * @param bins at most so many, 2 or more
     * @return rising inner edges, {@code bins - 1} at most; a value belongs to the bin of the edges below it. Empty for a constant
     */
    static float[] of(float[] sorted, int zeros, int bins) {
        float[] values = new float[sorted.length + 1];
        int[] counts = new int[sorted.length + 1];
        int distinct = runs(sorted, zeros, values, counts);
        float[] edges = new float[Math.max(0, Math.min(bins, distinct) - 1)];
        int found = 0;
        long left = sorted.length + (long) zeros;
        long inBin = 0;
        for (int i = 0; i + 1 < distinct && found < edges.length; i++) {
            inBin += counts[i];
            double share = (double) left / (bins - found);
            if (distinct <= bins || inBin >= share || counts[i + 1] >= share) {
                edges[found++] = between(values[i], values[i + 1]);
                left -= inBin;
                inBin = 0;
            }
        }
        return Arrays.copyOf(edges, found);
    }

    /** Distinct values and their rows, zero in its place; @return how many. */
    private static int runs(float[] sorted, int zeros, float[] values, int[] counts) {
        int distinct = 0;
        int i = 0;
        boolean placed = zeros == 0;
        while (i < sorted.length || !placed) {
            if (!placed && (i == sorted.length || sorted[i] > 0)) {
                counts[distinct] = zeros;
                values[distinct++] = 0;
                placed = true;
                continue;
            }
            int start = i;
            while (i < sorted.length && sorted[i] == sorted[start]) {
                i++;
            }
            counts[distinct] = i - start;
            values[distinct++] = sorted[start];
        }
        return distinct;
    }

    /** At or above the lower value and below the upper one. */
    private static float between(float below, float above) {
        float middle = (float) (below + ((double) above - below) / 2);
        return middle < above ? middle : below;
    }

    /** The bin of a value: the number of edges below it. */
    static int bin(float[] edges, float value) {
        int low = 0;
        int high = edges.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (edges[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
