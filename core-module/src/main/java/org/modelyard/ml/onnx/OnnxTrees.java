package org.modelyard.ml.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.DOUBLE;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Tree;

/**
 * Trees as one {@code TreeEnsembleRegressor}, whatever is made of their sums: thresholds and leaves in doubles. The operator answers in
 * floats, so the bias, which may be far larger than what the trees add, is added behind it.
 */
final class OnnxTrees {

    private final OnnxGraph graph;
    private final String rows;

    OnnxTrees(OnnxGraph graph, String rows) {
        this.graph = graph;
        this.rows = rows;
    }

    String sums(TreeEnsemble ensemble) {
        Tree nodes = ensemble.nodes();
        int size = nodes.size();
        long[] trees = new long[size];
        long[] ids = new long[size];
        long[] features = new long[size];
        double[] thresholds = new double[size];
        long[] left = new long[size];
        long[] right = new long[size];
        List<String> modes = new ArrayList<>(size);
        Leaves leaves = new Leaves(size * ensemble.leafWidth());
        for (int tree = 0; tree < ensemble.roots().length; tree++) {
            int root = ensemble.roots()[tree];
            int end = tree + 1 < ensemble.roots().length ? ensemble.roots()[tree + 1] : size;
            for (int node = root; node < end; node++) {
                trees[node] = tree;
                ids[node] = node - root;
                if (nodes.features()[node] < 0) {
                    modes.add("LEAF");
                    leaves.add(ensemble, tree, node - root, nodes.next()[node]);
                } else {
                    modes.add("BRANCH_LEQ");
                    features[node] = nodes.features()[node];
                    thresholds[node] = nodes.thresholds()[node];
                    left[node] = nodes.next()[node] - root;
                    right[node] = left[node] + 1;
                }
            }
        }
        List<AttributeProto> attributes = new ArrayList<>(List.of(
                OnnxGraph.number("n_targets", ensemble.outputs()),
                OnnxGraph.text("aggregate_function", "SUM"),
                OnnxGraph.text("post_transform", "NONE"),
                graph.numbers("nodes_treeids", trees),
                graph.numbers("nodes_nodeids", ids),
                graph.numbers("nodes_featureids", features),
                graph.tensor("nodes_values_as_tensor", thresholds),
                graph.texts("nodes_modes", modes),
                graph.numbers("nodes_truenodeids", left),
                graph.numbers("nodes_falsenodeids", right)));
        leaves.addTo(attributes);
        String sums = graph.node(
                OnnxGraph.ML, "TreeEnsembleRegressor", List.of(rows), attributes.toArray(AttributeProto[]::new));
        return graph.node("Add", graph.cast(sums, DOUBLE), graph.doubles(ensemble.bias(), 1, ensemble.outputs()));
    }

    /** What leaves add to which sum. */
    private final class Leaves {
        private final long[] trees;
        private final long[] nodes;
        private final long[] outputs;
        private final double[] weights;
        private int count;

        Leaves(int most) {
            trees = new long[most];
            nodes = new long[most];
            outputs = new long[most];
            weights = new double[most];
        }

        void add(TreeEnsemble ensemble, int tree, int node, int value) {
            for (int k = 0; k < ensemble.leafWidth(); k++) {
                trees[count] = tree;
                nodes[count] = node;
                outputs[count] = ensemble.leafWidth() == 1 ? tree % ensemble.outputs() : k;
                weights[count++] = ensemble.nodes().values()[value + k];
            }
        }

        void addTo(List<AttributeProto> attributes) {
            attributes.add(graph.numbers("target_treeids", Arrays.copyOf(trees, count)));
            attributes.add(graph.numbers("target_nodeids", Arrays.copyOf(nodes, count)));
            attributes.add(graph.numbers("target_ids", Arrays.copyOf(outputs, count)));
            attributes.add(graph.tensor("target_weights_as_tensor", Arrays.copyOf(weights, count)));
        }
    }
}
