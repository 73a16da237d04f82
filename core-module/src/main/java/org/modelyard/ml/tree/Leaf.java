package org.modelyard.ml.tree;

import org.jspecify.annotations.Nullable;

/** A leaf while the tree grows: a range of the rows' order. */
final class Leaf {

    final int node;
    final int depth;
    final int from;
    /** Exclusive. */
    final int to;

    final double[] totals;
    /** Null where it was not kept. */
    @Nullable
    Histogram histogram;

    @Nullable
    Split split;

    Leaf(int node, int depth, int from, int to, double[] totals) {
        this.node = node;
        this.depth = depth;
        this.from = from;
        this.to = to;
        this.totals = totals;
    }

    int rows() {
        return to - from;
    }

    double gain() {
        return split == null ? 0 : split.gain();
    }
}
