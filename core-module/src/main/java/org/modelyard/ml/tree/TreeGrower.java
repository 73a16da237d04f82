package org.modelyard.ml.tree;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Grows trees one after the other, always at the leaf that gains most. The histogram of the larger child is what the smaller one
 * leaves of the parent's, while the parents' fit into memory. For one thread at a time, which the workers help.
 */
public final class TreeGrower {

    /** Beyond this the histograms of open leaves are not kept. */
    private static final long MOST_KEPT = 64L << 20;
    /** Entries below which a thread is not worth its wake-up. */
    private static final long LEAST_SHARED = 30_000;

    private static final int CHUNK = 4096;

    private final BinnedRows data;
    private final Growth growth;
    private final Workers workers;
    private final int outputs;
    private final SplitSearch search;
    private final boolean kept;
    private final Deque<Histogram> spare = new ArrayDeque<>();
    private final boolean[] goesLeft;
    private final int[] right;

    public TreeGrower(BinnedRows data, int outputs, Growth growth, Workers workers) {
        this.data = data;
        this.growth = growth;
        this.workers = workers;
        this.outputs = outputs;
        this.search = new SplitSearch(data, growth, outputs);
        this.kept = growth.columnShare() == 1
                && Histogram.bytes(data.bins(), outputs) * Math.min(growth.maxLeaves(), data.rows()) <= MOST_KEPT;
        this.goesLeft = new boolean[data.rows()];
        this.right = new int[data.rows()];
    }

    /**
     * Grows one tree.
     *
     * @param order the rows it learns from, each once; reordered by leaves and handed on
     * @param allowed columns it may split, as long as {@link BinnedRows#columns()}
     * @param seed of what each split chooses from
     */
    public Grown grow(int[] order, Sample sample, boolean[] allowed, long seed) {
        GrowingTree tree = new GrowingTree(growth, outputs);
        PriorityQueue<Leaf> open = new PriorityQueue<>(
                Comparator.comparingDouble(Leaf::gain).reversed().thenComparingInt(leaf -> leaf.node));
        Leaf root = tree.add(0, 0, order.length, sample.totals(order, 0, order.length));
        if (splittable(root)) {
            root.histogram = histogram();
            search(root, null, order, sample, allowed, seed);
        }
        offer(root, open);
        while (!open.isEmpty() && tree.leaves() < growth.maxLeaves()) {
            Leaf parent = open.remove();
            Split split = Objects.requireNonNull(parent.split);
            int middle = partition(order, parent, split);
            Leaf left = tree.add(parent.depth + 1, parent.from, middle, sample.totals(order, parent.from, middle));
            Leaf second = tree.add(parent.depth + 1, middle, parent.to, sample.totals(order, middle, parent.to));
            tree.part(parent, split, left);
            children(parent, left, second, order, sample, allowed, seed);
            offer(left, open);
            offer(second, open);
        }
        open.forEach(this::release);
        return tree.grown(order);
    }

    private void offer(Leaf leaf, PriorityQueue<Leaf> open) {
        if (leaf.split == null || !kept) {
            release(leaf);
        }
        if (leaf.split != null) {
            open.add(leaf);
        }
    }

    private boolean splittable(Leaf leaf) {
        return leaf.depth < growth.maxDepth()
                && leaf.rows() >= 2L * growth.minRows()
                && leaf.totals[outputs] >= 2 * growth.minWeight()
                && data.columns() > 0;
    }

    private void children(
            Leaf parent, Leaf left, Leaf right, int[] order, Sample sample, boolean[] allowed, long seed) {
        Leaf smaller = left.rows() <= right.rows() ? left : right;
        Leaf larger = smaller == left ? right : left;
        Histogram inherited = parent.histogram;
        parent.histogram = null;
        if (splittable(larger) && inherited != null) {
            smaller.histogram = histogram();
            larger.histogram = inherited;
            search(smaller, larger, order, sample, allowed, seed);
            return;
        }
        if (inherited != null) {
            spare.push(inherited);
        }
        for (Leaf leaf : new Leaf[] {smaller, larger}) {
            if (splittable(leaf)) {
                leaf.histogram = histogram();
                search(leaf, null, order, sample, allowed, seed);
                if (!kept) {
                    release(leaf);
                }
            }
        }
    }

    /**
     * Builds the histogram of {@code built} and finds its best split.
     *
     * @param derived holds the parent's histogram; becomes its own, and its best split is found
     */
    private void search(Leaf built, @Nullable Leaf derived, int[] order, Sample sample, boolean[] allowed, long seed) {
        Histogram mine = Objects.requireNonNull(built.histogram);
        boolean[] chosen = chosen(allowed, built.node, seed);
        @Nullable Split[] found = new Split[data.blocks()];
        @Nullable Split[] others = new Split[data.blocks()];
        boolean needed = splittable(built);
        shared(built.rows()).forEach(data.blocks(), block -> {
            mine.build(data, block, order, built.from, built.to, sample);
            if (needed) {
                found[block] = search.best(mine, block, built.totals, chosen);
            }
            if (derived != null) {
                Histogram other = Objects.requireNonNull(derived.histogram);
                other.subtract(mine, data, block);
                others[block] = search.best(other, block, derived.totals, chosen);
            }
        });
        // in the order of the blocks, whoever was first
        for (Split split : found) {
            built.split = Split.better(built.split, split);
        }
        if (derived != null) {
            for (Split split : others) {
                derived.split = Split.better(derived.split, split);
            }
        }
    }

    private Workers shared(int rows) {
        long work = (long) rows * data.blocks() * 4 + data.bins() * 2L;
        return work < LEAST_SHARED ? Workers.ALONE : workers;
    }

    /** The columns that a split chooses from: a share of those allowed, at least one. */
    private boolean[] chosen(boolean[] allowed, int node, long seed) {
        if (growth.columnShare() == 1) {
            return allowed;
        }
        return RowSample.share(
                allowed, growth.columnShare(), new SplittableRandom(seed + 0x9E3779B97F4A7C15L * (node + 1)));
    }

    /** Orders the leaf's rows by side, each side in its order; @return where the right one begins. */
    private int partition(int[] order, Leaf leaf, Split split) {
        int chunks = (leaf.rows() + CHUNK - 1) / CHUNK;
        workers.forEach(chunks, chunk -> {
            int from = leaf.from + chunk * CHUNK;
            int to = Math.min(leaf.to, from + CHUNK);
            for (int i = from; i < to; i++) {
                goesLeft[i] = data.bin(order[i], split.column()) <= split.bin();
            }
        });
        int left = leaf.from;
        int count = 0;
        for (int i = leaf.from; i < leaf.to; i++) {
            if (goesLeft[i]) {
                order[left++] = order[i];
            } else {
                right[count++] = order[i];
            }
        }
        System.arraycopy(right, 0, order, left, count);
        return left;
    }

    private Histogram histogram() {
        Histogram histogram = spare.poll();
        return histogram == null ? new Histogram(data.bins(), outputs) : histogram;
    }

    private void release(Leaf leaf) {
        if (leaf.histogram != null) {
            spare.push(leaf.histogram);
            leaf.histogram = null;
        }
    }
}
