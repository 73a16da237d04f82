package org.modelyard.ml.tree;

/**
 * A tree and where the rows that it learnt from ended.
 *
 * @param order the rows by leaf
 * @param starts leaf i, whose values are the i-th in the tree, has rows {@code starts[i]} to {@code ends[i]} (exclusive) of the order
 */
public record Grown(Tree tree, int[] order, int[] starts, int[] ends) {

    /** Is told of rows and the position of their leaf's first value. */
    public interface Sink {
        void row(int row, int value);
    }

    public void forEach(Sink sink) {
        int leafWidth = starts.length == 0 ? 0 : tree.values().length / starts.length;
        for (int leaf = 0; leaf < starts.length; leaf++) {
            for (int i = starts[leaf]; i < ends[leaf]; i++) {
                sink.row(order[i], leaf * leafWidth);
            }
        }
    }
}
