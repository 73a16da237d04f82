package org.modelyard.ml.tree;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.feature.SparseRows;

/**
 * Nodes in arrays, children behind their parent. A row goes to the left child where its feature is at most the threshold. Arrays
 * are shared, not copied.
 *
 * @param features one a node: what it asks for; {@value #LEAF} for a leaf
 * @param thresholds one a node; 0 for a leaf
 * @param next one a node: its left child, with the right one behind it; for a leaf the position of its first value
 * @param covers one a node: how many training rows it saw, by weight
 * @param values of the leaves
 */
public record Tree(int[] features, float[] thresholds, int[] next, float[] covers, double[] values) {

    static final int LEAF = -1;

    public int size() {
        return features.length;
    }

    /** @return the position of the leaf's first value, for a row with all its zeros */
    public int leaf(int root, float[] row) {
        int node = root;
        while (features[node] >= 0) {
            node = next[node] + (row[features[node]] > thresholds[node] ? 1 : 0);
        }
        return next[node];
    }

    /** The same for one of many encoded rows, from the first node. */
    public int leaf(SparseRows rows, int row) {
        int from = rows.offsets()[row];
        int to = rows.offsets()[row + 1];
        int node = 0;
        while (features[node] >= 0) {
            int at = Arrays.binarySearch(rows.indices(), from, to, features[node]);
            float value = at >= 0 ? rows.values()[at] : 0;
            node = next[node] + (value > thresholds[node] ? 1 : 0);
        }
        return next[node];
    }

    /** One after the other, nodes and values counted over all of them. */
    public static Tree joined(List<Tree> trees) {
        int size = 0;
        int count = 0;
        for (Tree tree : trees) {
            size = Math.addExact(size, tree.size());
            count = Math.addExact(count, tree.values.length);
        }
        Tree all = new Tree(new int[size], new float[size], new int[size], new float[size], new double[count]);
        int node = 0;
        int value = 0;
        for (Tree tree : trees) {
            System.arraycopy(tree.features, 0, all.features, node, tree.size());
            System.arraycopy(tree.thresholds, 0, all.thresholds, node, tree.size());
            System.arraycopy(tree.covers, 0, all.covers, node, tree.size());
            System.arraycopy(tree.values, 0, all.values, value, tree.values.length);
            for (int i = 0; i < tree.size(); i++) {
                all.next[node + i] = tree.next[i] + (tree.features[i] == LEAF ? value : node);
            }
            node += tree.size();
            value += tree.values.length;
        }
        return all;
    }

    /**
     * Checks nodes {@code from} to {@code to} (exclusive): every way ends, within them, at a leaf with finite values.
     *
     * @throws IllegalArgumentException when they are no tree over {@code width} features with {@code leafWidth} values a leaf
     */
    public void requireSound(int from, int to, int width, int leafWidth) {
        require(thresholds.length == size() && next.length == size() && covers.length == size(), "arrays");
        for (int node = from; node < to; node++) {
            require(covers[node] >= 0 && covers[node] < Float.POSITIVE_INFINITY, "covers");
            if (features[node] == LEAF) {
                require(next[node] >= 0 && next[node] <= values.length - leafWidth, "leaves");
                for (int k = 0; k < leafWidth; k++) {
                    require(Double.isFinite(values[next[node] + k]), "values");
                }
            } else {
                require(features[node] >= 0 && features[node] < width, "features");
                require(Float.isFinite(thresholds[node]), "thresholds");
                require(next[node] > node && next[node] < to - 1, "children");
            }
        }
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("a tree with unsound " + what);
        }
    }

    public void write(BinaryWriter out) {
        out.put(features).put(thresholds).put(next).put(covers).put(values);
    }

    /** Not checked yet, see {@link #requireSound}. */
    public static Tree read(BinaryReader in) {
        return new Tree(in.getInts(), in.getFloats(), in.getInts(), in.getFloats(), in.getDoubles());
    }

    /** By content: the same nodes. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Tree that
                && Arrays.equals(features, that.features)
                && Arrays.equals(thresholds, that.thresholds)
                && Arrays.equals(next, that.next)
                && Arrays.equals(covers, that.covers)
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(features) * 31 + Arrays.hashCode(thresholds);
    }
}
