package org.modelyard.ml.tree;

import java.util.Arrays;

/**
 * Sums over the rows of a leaf for each bin: the gradients of every output, the weight, the number of rows. The fullest bin of a
 * column stays zero.
 */
final class Histogram {

    private final int outputs;
    private final int stride;
    private final double[] sums;

    Histogram(int bins, int outputs) {
        this.outputs = outputs;
        this.stride = outputs + 2;
        this.sums = new double[Math.multiplyExact(bins, stride)];
    }

    static long bytes(int bins, int outputs) {
        return (long) bins * (outputs + 2) * Double.BYTES;
    }

    double[] sums() {
        return sums;
    }

    int stride() {
        return stride;
    }

    /** Sums the block's columns over rows {@code from} to {@code to} (exclusive) of the order. */
    void build(BinnedRows data, int block, int[] order, int from, int to, Sample sample) {
        BinnedRows.Block part = data.block(block);
        clear(data, part);
        int[] offsets = part.offsets();
        int[] codes = part.codes();
        if (outputs == 1) {
            for (int i = from; i < to; i++) {
                int row = order[i];
                double gradient = sample.gradients()[row];
                double weight = sample.weights()[row];
                for (int e = offsets[row]; e < offsets[row + 1]; e++) {
                    int at = codes[e] * 3;
                    sums[at] += gradient;
                    sums[at + 1] += weight;
                    sums[at + 2]++;
                }
            }
            return;
        }
        for (int i = from; i < to; i++) {
            int row = order[i];
            int place = sample.place(row);
            double gradient = sample.gradients()[row];
            double weight = sample.weights()[row];
            for (int e = offsets[row]; e < offsets[row + 1]; e++) {
                int at = codes[e] * stride;
                sums[at + place] += gradient;
                sums[at + outputs] += weight;
                sums[at + outputs + 1]++;
            }
        }
    }

    private void clear(BinnedRows data, BinnedRows.Block part) {
        Arrays.fill(
                sums,
                data.column(part.firstColumn()).start() * stride,
                data.column(part.endColumn() - 1).end() * stride,
                0);
    }

    /** Takes one child's sums of the block's columns from the parent's: what is left is the other child's. */
    void subtract(Histogram child, BinnedRows data, int block) {
        BinnedRows.Block part = data.block(block);
        int end = data.column(part.endColumn() - 1).end() * stride;
        for (int i = data.column(part.firstColumn()).start() * stride; i < end; i++) {
            sums[i] -= child.sums[i];
        }
    }
}
