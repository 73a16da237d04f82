package org.modelyard.ml.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.DOUBLE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.Link;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;

/** Models as nodes: from encoded rows to their sums, and from sums to answers, in doubles as our own scorers reckon. */
final class OnnxSums {

    private final OnnxGraph graph;
    private final OnnxTrees trees;
    /** Encoded rows as doubles, {@code [rows, width]}. */
    private final String rows;

    /** @param rows floats, {@code [rows, width]} */
    OnnxSums(OnnxGraph graph, String rows) {
        this.graph = graph;
        this.rows = graph.cast(rows, DOUBLE);
        this.trees = new OnnxTrees(graph, this.rows);
    }

    /** Why a model cannot be written; empty when it can. */
    static String hindrance(TrainedModel model) {
        if (model instanceof Ensemble ensemble) {
            return ensemble.members().stream()
                    .map(OnnxSums::hindrance)
                    .filter(why -> !why.isEmpty())
                    .findFirst()
                    .orElse("");
        }
        return model instanceof NearestNeighbours
                ? "a model of nearest neighbours is the rows that it has learnt from, and is not written as ONNX"
                : "";
    }

    /**
     * @return doubles {@code [rows, outputs]}
     * @throws NotExpressible when there is a {@link #hindrance}
     */
    String of(TrainedModel model) {
        if (model instanceof LinearModel linear) {
            return affine(rows, linear.weights(), linear.width(), linear.outputs(), linear.bias());
        }
        if (model instanceof Perceptron network) {
            return network(network);
        }
        if (model instanceof FactorisationMachine machine) {
            return machine(machine);
        }
        if (model instanceof TreeEnsemble ensemble) {
            return ensemble.roots().length == 0 ? constant(ensemble) : trees.sums(ensemble);
        }
        if (model instanceof Ensemble ensemble) {
            return ensemble(ensemble);
        }
        throw new NotExpressible(hindrance(model));
    }

    private String affine(String inputs, double[] weights, int from, int to, double[] bias) {
        String product = graph.node("MatMul", inputs, graph.doubles(weights, from, to));
        return graph.node("Add", product, graph.doubles(bias, 1, to));
    }

    /** Trees without a tree. */
    private String constant(TreeEnsemble none) {
        return affine(rows, new double[none.width() * none.outputs()], none.width(), none.outputs(), none.bias());
    }

    private String network(Perceptron network) {
        String values = rows;
        int inputs = network.width();
        for (int layer = 0; layer < network.units().length; layer++) {
            int units = network.units()[layer];
            double[] all = new double[network.layers().get(layer).length];
            for (int i = 0; i < all.length; i++) {
                all[i] = network.layers().get(layer)[i];
            }
            double[] weights = Arrays.copyOf(all, inputs * units);
            double[] bias = Arrays.copyOfRange(all, inputs * units, all.length);
            values = affine(values, weights, inputs, units, bias);
            if (layer < network.units().length - 1) {
                values = graph.node("Relu", values);
            }
            inputs = units;
        }
        return graph.node("Add", graph.node("Mul", values, graph.one(network.deviation())), graph.one(network.mean()));
    }

    /** Half of the squared sum less the sum of squares, for each factor. */
    private String machine(FactorisationMachine machine) {
        int width = machine.width();
        int outputs = machine.outputs();
        int factors = machine.factors();
        double[] linear = new double[width * outputs];
        double[] each = new double[Math.multiplyExact(linear.length, factors)];
        double[] squared = new double[each.length];
        for (int i = 0; i < linear.length; i++) {
            linear[i] = machine.weights()[i * (1 + factors)];
            for (int factor = 0; factor < factors; factor++) {
                double weight = machine.weights()[i * (1 + factors) + 1 + factor];
                each[i * factors + factor] = weight;
                squared[i * factors + factor] = weight * weight;
            }
        }
        int columns = outputs * factors;
        String totals = graph.node("MatMul", rows, graph.doubles(each, width, columns));
        String squares = graph.node("MatMul", graph.node("Mul", rows, rows), graph.doubles(squared, width, columns));
        String twice = graph.node("Sub", graph.node("Mul", totals, totals), squares);
        String grouped = graph.node("Reshape", twice, graph.longs(new long[] {-1, outputs, factors}, 3));
        String pairs = graph.node(
                "ReduceSum", List.of(grouped, graph.longs(new long[] {2}, 1)), OnnxGraph.number("keepdims", 0));
        return graph.node(
                "Add", affine(rows, linear, width, outputs, machine.bias()), graph.node("Mul", pairs, graph.one(0.5)));
    }

    private String ensemble(Ensemble ensemble) {
        int outputs = ensemble.outputs();
        List<String> answers = new ArrayList<>();
        for (TrainedModel member : ensemble.members()) {
            answers.add(answers(member.link(), outputs, of(member)));
        }
        return affine(
                graph.beside(answers),
                ensemble.weights(),
                ensemble.members().size() * outputs,
                outputs,
                ensemble.bias());
    }

    /** The number, the probability of the second of two labels, or one probability a label. */
    String answers(Link link, int outputs, String sums) {
        return switch (link) {
            case IDENTITY -> sums;
            case LOGISTIC -> graph.node("Sigmoid", sums);
            case SOFTMAX -> graph.node("Softmax", List.of(sums), OnnxGraph.number("axis", 1));
            case PROBABILITIES ->
                outputs == 1 ? graph.node("Clip", sums, graph.one(0), graph.one(1)) : scaled(sums, outputs);
        };
    }

    private String scaled(String sums, int outputs) {
        String positive = graph.node("Relu", sums);
        return divided(positive, graph.doubles(alike(outputs), 1, outputs));
    }

    private static double[] alike(int outputs) {
        double[] alike = new double[outputs];
        Arrays.fill(alike, 1.0 / outputs);
        return alike;
    }

    /** Each row by its sum; where that is 0, what is said otherwise. */
    private String divided(String values, String otherwise) {
        return divided(graph, values, otherwise);
    }

    static String divided(OnnxGraph graph, String values, String otherwise) {
        String total = graph.node("ReduceSum", values, graph.longs(new long[] {1}, 1));
        String none = graph.node("Equal", total, graph.one(0));
        String safe = graph.node("Where", none, graph.one(1), total);
        return graph.node("Where", none, otherwise, graph.node("Div", values, safe));
    }
}
