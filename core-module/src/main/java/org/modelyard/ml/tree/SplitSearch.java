package org.modelyard.ml.tree;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The best split of a leaf from its histogram. With sums G of gradients and H of weights a leaf lowers the loss by G² / (H + λ) / 2
 * (Chen and Guestrin 2016, equation 6); several outputs are added up. With the gradients of squared error or of label indicators
 * that is the fall in variance, or in Gini impurity.
 */
final class SplitSearch {

    /** Of the children's score: what rounding may feign. */
    private static final double ROUNDING = 1e-12;

    private final BinnedRows data;
    private final Growth growth;
    private final int outputs;

    SplitSearch(BinnedRows data, Growth growth, int outputs) {
        this.data = data;
        this.growth = growth;
        this.outputs = outputs;
    }

    /**
     * @param totals of the leaf
     * @param allowed columns to choose from
     * @return null where no split is allowed, or none gains
     */
    @Nullable
    Split best(Histogram histogram, int block, double[] totals, boolean[] allowed) {
        BinnedRows.Block part = data.block(block);
        double[] left = new double[outputs + 2];
        double[] fullest = new double[outputs + 2];
        Split best = null;
        double parent = score(totals, totals[outputs]);
        for (int c = part.firstColumn(); c < part.endColumn(); c++) {
            if (allowed[c]) {
                BinnedColumn column = data.column(c);
                double floor = best == null ? 0 : best.gain();
                best = Split.better(best, scan(histogram, column, totals, parent, floor, left, fullest));
            }
        }
        return best;
    }

    private @Nullable Split scan(
            Histogram histogram,
            BinnedColumn column,
            double[] totals,
            double parent,
            double floor,
            double[] left,
            double[] fullest) {
        double[] sums = histogram.sums();
        int stride = histogram.stride();
        System.arraycopy(totals, 0, fullest, 0, stride);
        for (int at = column.start() * stride, end = column.end() * stride; at < end; at += stride) {
            for (int k = 0; k < stride; k++) {
                fullest[k] -= sums[at + k];
            }
        }
        Arrays.fill(left, 0);
        int bestBin = -1;
        double bestGain = Math.max(floor, 2 * growth.minGain());
        for (int bin = 0; bin < column.bins() - 1; bin++) {
            int at = (column.start() + bin) * stride;
            if (bin == column.fullest()) {
                for (int k = 0; k < stride; k++) {
                    left[k] += fullest[k];
                }
            } else if (sums[at + outputs + 1] == 0) {
                continue;
            } else {
                for (int k = 0; k < stride; k++) {
                    left[k] += sums[at + k];
                }
            }
            double rows = left[outputs + 1];
            double weight = left[outputs];
            double rest = totals[outputs] - weight;
            if (rows < growth.minRows() || weight < growth.minWeight()) {
                continue;
            }
            if (totals[outputs + 1] - rows < growth.minRows() || rest < growth.minWeight()) {
                break;
            }
            double children = score(left, weight) + rest(totals, left, rest);
            double gain = children - parent;
            if (gain > bestGain && gain > ROUNDING * children) {
                bestGain = gain;
                bestBin = bin;
            }
        }
        return bestBin < 0 ? null : new Split(column, bestBin, bestGain);
    }

    private double score(double[] sums, double weight) {
        double squares = 0;
        for (int k = 0; k < outputs; k++) {
            squares += sums[k] * sums[k];
        }
        return squares / (weight + growth.l2());
    }

    private double rest(double[] totals, double[] left, double weight) {
        double squares = 0;
        for (int k = 0; k < outputs; k++) {
            double sum = totals[k] - left[k];
            squares += sum * sum;
        }
        return squares / (weight + growth.l2());
    }
}
