package org.modelyard.ml.explain;

import java.util.Arrays;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.feature.SparseVector;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Tree;

/**
 * Exact Shapley values of the inputs in the game of Lundberg, Erion and Lee (2018): a coalition's worth is the trees' answer where
 * a question about an input that it lacks goes both ways, weighed by the covers of the children. All encoded parts of an input
 * are one player, so nothing is lost by adding parts up.
 *
 * <p>A leaf's worth is v times a product over the inputs asked on its way, of 1 or 0 for those that the coalition has (does the
 * row come this way?) and of shares of covers for those that it lacks. An input's Shapley value in a product game is an integral
 * over the probability t of the others being there, {@code v (o - z) ∫ Π (z + t (o - z)) dt} (Owen 1972), of a polynomial: Gauss's
 * quadrature is exact for it, and since no term is negative nothing cancels.
 */
final class TreeShap {

    private final TreeEnsemble model;
    private final int output;
    private final float[] row;
    private final int[] inputs;
    private final double[] contributions;
    private double base;

    /** Inputs asked on the way to the present node, with their shares of covers and whether the row comes this way. */
    private int[] asked = new int[64];

    private double[] shares = new double[64];
    private double[] ways = new double[64];
    private double[] before = new double[65];
    private int length;

    private TreeShap(TreeEnsemble model, int output, float[] row, int[] inputs, int count) {
        this.model = model;
        this.output = output;
        this.row = row;
        this.inputs = inputs;
        this.contributions = new double[count];
        this.base = model.bias()[output];
    }

    static Explainer.Parts of(TreeEnsemble model, FeatureEncoder encoder, SparseVector vector, int output) {
        int count = encoder.features().size();
        int[] inputs = new int[encoder.width()];
        for (int input = 0; input < count; input++) {
            for (int i = encoder.base(input); i < encoder.base(input + 1); i++) {
                inputs[i] = input;
            }
        }
        float[] dense = vector.scatter(model.width());
        TreeShap shap = new TreeShap(model, output, dense, inputs, count);
        boolean rounds = model.leafWidth() == 1 && model.outputs() > 1;
        for (int tree = 0; tree < model.roots().length; tree++) {
            if (!rounds || tree % model.outputs() == output) {
                shap.walk(model.roots()[tree]);
            }
        }
        vector.gather(dense);
        return new Explainer.Parts(shap.base, shap.contributions);
    }

    private void walk(int node) {
        Tree nodes = model.nodes();
        int feature = nodes.features()[node];
        if (feature < 0) {
            leaf(nodes.values()[nodes.next()[node] + (model.leafWidth() == 1 ? 0 : output)]);
            return;
        }
        int left = nodes.next()[node];
        int taken = left + (row[feature] > nodes.thresholds()[node] ? 1 : 0);
        int known = length;
        int at = place(inputs[feature]);
        double share = shares[at];
        double way = ways[at];
        for (int child = left; child <= left + 1; child++) {
            shares[at] = share * cover(nodes, left, child);
            ways[at] = child == taken ? way : 0;
            // with neither, the leaves beyond add nothing to anyone
            if (shares[at] > 0 || ways[at] > 0) {
                walk(child);
            }
        }
        shares[at] = share;
        ways[at] = way;
        length = known;
    }

    /** Where the input stands on the way, put at its end if it does not. */
    private int place(int input) {
        for (int at = 0; at < length; at++) {
            if (asked[at] == input) {
                return at;
            }
        }
        if (length == asked.length) {
            asked = Arrays.copyOf(asked, 2 * length);
            shares = Arrays.copyOf(shares, 2 * length);
            ways = Arrays.copyOf(ways, 2 * length);
            before = new double[2 * length + 1];
        }
        asked[length] = input;
        shares[length] = 1;
        ways[length] = 1;
        return length++;
    }

    /** Of the two children's covers, so that both sum to 1 whatever was rounded; halves where neither saw a row. */
    private static double cover(Tree nodes, int left, int child) {
        double both = (double) nodes.covers()[left] + nodes.covers()[left + 1];
        return both > 0 ? nodes.covers()[child] / both : 0.5;
    }

    private void leaf(double value) {
        double mean = value;
        for (int i = 0; i < length; i++) {
            mean *= shares[i];
        }
        base += mean;
        Quadrature points = Quadrature.of((length + 1) / 2);
        for (int q = 0; q < points.size(); q++) {
            double t = points.at(q);
            before[0] = value * points.weight(q);
            for (int i = 0; i < length; i++) {
                before[i + 1] = before[i] * (shares[i] + t * (ways[i] - shares[i]));
            }
            double after = 1;
            for (int i = length - 1; i >= 0; i--) {
                contributions[asked[i]] += (ways[i] - shares[i]) * before[i] * after;
                after *= shares[i] + t * (ways[i] - shares[i]);
            }
        }
    }
}
