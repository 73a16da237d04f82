package org.modelyard.ml.train;

import org.modelyard.ml.feature.SparseRows;

/**
 * Rows cut across into ranges of features with about as much work each: threads that each take a range add up what belongs to its
 * features without meeting, and each feature's terms in the order of the rows. So no sum depends on the number of ranges.
 */
final class FeatureRanges {

    /** What moving a feature costs, in entries added up. */
    private static final double MOVE = 3;

    private final SparseRows rows;
    private final int[] bounds;
    /** Where a row's entries of the second range begin, of the third, and so on. */
    private final int[] cuts;

    private FeatureRanges(SparseRows rows, int[] bounds, int[] cuts) {
        this.rows = rows;
        this.bounds = bounds;
        this.cuts = cuts;
    }

    /**
     * @param most ranges, from 1
     * @param steps in a pass: a feature is moved at most so often
     */
    static FeatureRanges of(SparseRows rows, int most, int steps) {
        int[] bounds = bounds(rows, most, steps);
        int inner = bounds.length - 2;
        int[] cuts = new int[Math.multiplyExact(rows.rows(), inner)];
        for (int row = 0; row < rows.rows() && inner > 0; row++) {
            int at = rows.offsets()[row];
            for (int cut = 0; cut < inner; cut++) {
                while (at < rows.offsets()[row + 1] && rows.indices()[at] < bounds[cut + 1]) {
                    at++;
                }
                cuts[row * inner + cut] = at;
            }
        }
        return new FeatureRanges(rows, bounds, cuts);
    }

    /** Where each range begins, without the places in the rows; the last is the width. */
    static int[] bounds(SparseRows rows, int most, int steps) {
        int count = Math.max(1, Math.min(most, rows.width()));
        int[] bounds = new int[count + 1];
        bounds[count] = rows.width();
        if (count > 1) {
            int[] entries = new int[rows.width()];
            for (int index : rows.indices()) {
                entries[index]++;
            }
            double all = 0;
            for (int of : entries) {
                all += work(of, steps);
            }
            double sum = 0;
            for (int feature = 0, bound = 1; feature < rows.width() && bound < count; feature++) {
                sum += work(entries[feature], steps);
                while (bound < count && sum * count >= all * bound) {
                    bounds[bound++] = feature + 1;
                }
            }
        }
        return bounds;
    }

    private static double work(int entries, int steps) {
        return entries + MOVE * Math.min(entries, steps);
    }

    int count() {
        return bounds.length - 1;
    }

    /** Where the row's entries of the range begin. */
    int from(int row, int range) {
        return range == 0 ? rows.offsets()[row] : cuts[row * (count() - 1) + range - 1];
    }

    /** Where they end (exclusive). */
    int to(int row, int range) {
        return range == count() - 1 ? rows.offsets()[row + 1] : cuts[row * (count() - 1) + range];
    }
}
