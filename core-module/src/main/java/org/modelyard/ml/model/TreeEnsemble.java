package org.modelyard.ml.model;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.tree.Tree;

/**
 * Trees whose leaves are added up. A leaf holds one value for each output, or only one: then the trees come in rounds, one
 * tree an output. Arrays are shared, not copied.
 *
 * @param width encoded features
 * @param bias one an output, where the sums begin
 * @param leafWidth values a leaf holds: {@code outputs} or 1
 * @param roots the first node of each tree; a tree ends where the next begins
 * @param nodes of all trees, see {@link Tree}, with children counted over all of them
 */
public record TreeEnsemble(Link link, int outputs, int width, double[] bias, int leafWidth, int[] roots, Tree nodes)
        implements TrainedModel {

    public TreeEnsemble {
        require(outputs >= 1 && link.accepts(outputs) && bias.length == outputs, "outputs");
        require(leafWidth == outputs || leafWidth == 1 && roots.length % outputs == 0, "leaves");
        for (double start : bias) {
            require(Double.isFinite(start), "bias");
        }
        require(roots.length == 0 ? nodes.size() == 0 : roots[0] == 0, "roots");
        for (int tree = 0; tree < roots.length; tree++) {
            int end = tree + 1 < roots.length ? roots[tree + 1] : nodes.size();
            require(roots[tree] < end && end <= nodes.size(), "roots");
            nodes.requireSound(roots[tree], end, width, leafWidth);
        }
    }

    /** @param trees each counting its nodes and values from 0 */
    public static TreeEnsemble of(Link link, int outputs, int width, double[] bias, int leafWidth, List<Tree> trees) {
        int[] roots = new int[trees.size()];
        for (int tree = 1; tree < roots.length; tree++) {
            roots[tree] = Math.addExact(roots[tree - 1], trees.get(tree - 1).size());
        }
        return new TreeEnsemble(link, outputs, width, bias, leafWidth, roots, Tree.joined(trees));
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("trees with unsound " + what);
        }
    }

    @Override
    public double sum(SparseVector row) {
        float[] dense = row.scatter(width);
        double sum = bias[0];
        for (int root : roots) {
            sum += nodes.values()[nodes.leaf(root, dense)];
        }
        row.gather(dense);
        return sum;
    }

    @Override
    public void sums(SparseVector row, double[] sums) {
        float[] dense = row.scatter(width);
        System.arraycopy(bias, 0, sums, 0, outputs);
        for (int tree = 0; tree < roots.length; tree++) {
            int value = nodes.leaf(roots[tree], dense);
            if (leafWidth == 1) {
                sums[tree % outputs] += nodes.values()[value];
            } else {
                for (int k = 0; k < outputs; k++) {
                    sums[k] += nodes.values()[value + k];
                }
            }
        }
        row.gather(dense);
    }

    /** By content: the same trees. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TreeEnsemble that
                && link == that.link
                && outputs == that.outputs
                && width == that.width
                && leafWidth == that.leafWidth
                && Arrays.equals(bias, that.bias)
                && Arrays.equals(roots, that.roots)
                && nodes.equals(that.nodes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(roots) * 31 + nodes.hashCode();
    }
}
