package org.modelyard.ml.feature;

import java.util.Arrays;

/**
 * Bins of about equal numbers of rows. A value that fills a bin alone gets one of its own and the rest share what
 * remains, so that a feature that is mostly zero still shows its tail.
 */
final class QuantileBins {

    private QuantileBins() {}

    /**
     * @param sorted finite values, rising
     * @param bins at most so many; below 2: none
     * @return rising inner edges, bins - 1 at most; empty when fewer than 3 values differ (a line says as much)
     */
    static double[] edges(double[] sorted, int bins) {
        int distinct = distinct(sorted);
        if (bins < 2 || distinct < 3) {
            return new double[0];
        }
        double[] edges = new double[bins - 1];
        int found = 0;
        int start = 0;
        int inBin = 0;
        int left = sorted.length;
        while (start < sorted.length && found < edges.length) {
            int end = endOfRun(sorted, start);
            if (end == sorted.length) {
                break;
            }
            inBin += end - start;
            int next = endOfRun(sorted, end) - end;
            double share = (double) left / (bins - found);
            if (distinct <= bins || inBin >= share || next >= share) {
                edges[found++] = middle(sorted[end - 1], sorted[end]);
                left -= inBin;
                inBin = 0;
            }
            start = end;
        }
        return Arrays.copyOf(edges, found);
    }

    /** The bin of a value: the number of edges below it. */
    static int bin(double[] edges, double value) {
        // halves by adding, not by jumping: a mispredicted jump costs more than the comparison
        int low = 0;
        int length = edges.length;
        while (length > 0) {
            int half = (length + 1) >>> 1;
            low += edges[low + half - 1] < value ? half : 0;
            length -= half;
        }
        return low;
    }

    private static double middle(double below, double above) {
        double middle = below + (above - below) / 2;
        return middle < above && Double.isFinite(middle) ? middle : below;
    }

    private static int endOfRun(double[] sorted, int start) {
        int end = start + 1;
        while (end < sorted.length && sorted[end] == sorted[start]) {
            end++;
        }
        return end;
    }

    private static int distinct(double[] sorted) {
        int count = 0;
        for (int start = 0; start < sorted.length; start = endOfRun(sorted, start)) {
            count++;
        }
        return count;
    }
}
