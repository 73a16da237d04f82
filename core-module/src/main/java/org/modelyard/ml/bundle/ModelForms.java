package org.modelyard.ml.bundle;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.binary.BinaryReader;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.ml.tree.Tree;

/** Models in the little binary format. What is read is checked by the models themselves. */
final class ModelForms {

    private static final int TREES = 0x4D595431; // MYT1
    private static final int NETWORK = 0x4D595031; // MYP1
    private static final int NEIGHBOURS = 0x4D594831; // MYH1
    private static final int FACTORS = 0x4D594B31; // MYK1

    private ModelForms() {}

    static byte[] trees(TreeEnsemble trees) {
        BinaryWriter out = new BinaryWriter().put(TREES).put(trees.link().name());
        out.put(trees.outputs()).put(trees.width()).put(trees.leafWidth());
        out.put(trees.bias()).put(trees.roots());
        trees.nodes().write(out);
        return out.toBytes();
    }

    static TreeEnsemble trees(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(TREES, "model of trees");
        Link link = Link.valueOf(in.getString());
        int outputs = in.getInt();
        int width = in.getInt();
        int leafWidth = in.getInt();
        double[] bias = in.getDoubles();
        int[] roots = in.getInts();
        Tree nodes = Tree.read(in);
        in.end();
        return new TreeEnsemble(link, outputs, width, bias, leafWidth, roots, nodes);
    }

    static byte[] network(Perceptron network) {
        BinaryWriter out = new BinaryWriter().put(NETWORK).put(network.link().name());
        out.put(network.width()).put(network.units());
        network.layers().forEach(out::put);
        return out.put(network.mean()).put(network.deviation()).toBytes();
    }

    static Perceptron network(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(NETWORK, "neural network");
        Link link = Link.valueOf(in.getString());
        int width = in.getInt();
        int[] units = in.getInts();
        List<float[]> layers = new ArrayList<>();
        for (int layer = 0; layer < units.length; layer++) {
            layers.add(in.getFloats());
        }
        double mean = in.getDouble();
        double deviation = in.getDouble();
        in.end();
        return new Perceptron(link, width, units, layers, mean, deviation);
    }

    static byte[] neighbours(NearestNeighbours model) {
        BinaryWriter out = new BinaryWriter().put(NEIGHBOURS).put(model.link().name());
        out.put(model.outputs()).put(model.neighbours()).put(model.cosine()).put(model.weighted());
        SparseRows rows = model.rows();
        out.put(rows.width()).put(rows.offsets()).put(rows.indices()).put(rows.values());
        return out.put(model.answers()).toBytes();
    }

    static NearestNeighbours neighbours(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(NEIGHBOURS, "model of neighbours");
        Link link = Link.valueOf(in.getString());
        int outputs = in.getInt();
        int neighbours = in.getInt();
        boolean cosine = in.getBoolean();
        boolean weighted = in.getBoolean();
        SparseRows rows = new SparseRows(in.getInt(), in.getInts(), in.getInts(), in.getFloats());
        double[] answers = in.getDoubles();
        in.end();
        return new NearestNeighbours(link, outputs, rows, answers, neighbours, cosine, weighted);
    }

    static byte[] factors(FactorisationMachine machine) {
        BinaryWriter out = new BinaryWriter().put(FACTORS).put(machine.link().name());
        out.put(machine.outputs()).put(machine.width()).put(machine.factors());
        return out.put(machine.weights()).put(machine.bias()).toBytes();
    }

    static FactorisationMachine factors(byte[] content) {
        BinaryReader in = new BinaryReader(content);
        in.expect(FACTORS, "factorisation machine");
        Link link = Link.valueOf(in.getString());
        int outputs = in.getInt();
        int width = in.getInt();
        int factors = in.getInt();
        double[] weights = in.getDoubles();
        double[] bias = in.getDoubles();
        in.end();
        return new FactorisationMachine(link, outputs, width, factors, weights, bias);
    }
}
