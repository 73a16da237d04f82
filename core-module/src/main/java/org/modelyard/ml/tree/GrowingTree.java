package org.modelyard.ml.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The nodes of a tree while it grows: each a leaf until it is parted. */
final class GrowingTree {

    private final Growth growth;
    private final int outputs;
    private final List<Leaf> nodes = new ArrayList<>();
    private int[] features = new int[16];
    private float[] thresholds = new float[16];
    private int[] next = new int[16];
    private int leaves;

    GrowingTree(Growth growth, int outputs) {
        this.growth = growth;
        this.outputs = outputs;
    }

    int leaves() {
        return leaves;
    }

    Leaf add(int depth, int from, int to, double[] totals) {
        Leaf leaf = new Leaf(nodes.size(), depth, from, to, totals);
        if (leaf.node == features.length) {
            features = Arrays.copyOf(features, leaf.node * 2);
            thresholds = Arrays.copyOf(thresholds, leaf.node * 2);
            next = Arrays.copyOf(next, leaf.node * 2);
        }
        features[leaf.node] = Tree.LEAF;
        nodes.add(leaf);
        leaves++;
        return leaf;
    }

    /** @param left the first of the two children, added one after the other */
    void part(Leaf parent, Split split, Leaf left) {
        features[parent.node] = split.column().feature();
        thresholds[parent.node] = split.column().edges()[split.bin()];
        next[parent.node] = left.node;
        leaves--;
    }

    Grown grown(int[] order) {
        int size = nodes.size();
        float[] covers = new float[size];
        double[] values = new double[leaves * outputs];
        int[] starts = new int[leaves];
        int[] ends = new int[leaves];
        int count = 0;
        for (int node = 0; node < size; node++) {
            Leaf leaf = nodes.get(node);
            covers[node] = (float) leaf.totals[outputs];
            if (features[node] == Tree.LEAF) {
                for (int k = 0; k < outputs; k++) {
                    double weight = leaf.totals[outputs] + growth.l2();
                    values[count * outputs + k] = weight > 0 ? -growth.shrinkage() * leaf.totals[k] / weight : 0;
                }
                next[node] = count * outputs;
                starts[count] = leaf.from;
                ends[count++] = leaf.to;
            }
        }
        Tree tree = new Tree(
                Arrays.copyOf(features, size),
                Arrays.copyOf(thresholds, size),
                Arrays.copyOf(next, size),
                covers,
                values);
        return new Grown(tree, order, starts, ends);
    }
}
