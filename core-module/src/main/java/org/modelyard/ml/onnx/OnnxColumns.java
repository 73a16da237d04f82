package org.modelyard.ml.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.DOUBLE;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.FLOAT;
import static ai.onnx.proto.OnnxMl.TensorProto.DataType.INT64;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.modelyard.ml.feature.ColumnStep;

/**
 * Numbers, truth values and categories as nodes of a graph. A column of the input is {@code [rows, 1]}: doubles, of which NaN is missing, or
 * strings. Numbers are reckoned in doubles and cut to floats where the encoder cuts them, so that trees see the same side of a threshold.
 */
class OnnxColumns {

    /**
     * What became of a column.
     *
     * @param block floats, {@code [rows, width]}
     * @param factor for products, doubles {@code [rows, 1]} with 0 where missing; empty where it has places
     * @param places for products, floats {@code [rows, width]}; empty where it is a factor, or cannot be multiplied
     */
    record Encoded(String block, String factor, String places) {}

    final OnnxGraph graph;
    final String zero;

    OnnxColumns(OnnxGraph graph) {
        this.graph = graph;
        this.zero = graph.one(0);
    }

    Encoded flag(String input) {
        String missing = graph.node("IsNaN", input);
        String present = graph.node("Not", missing);
        String set = graph.node("And", present, graph.node("Not", graph.node("Equal", input, zero)));
        String factor = graph.cast(set, DOUBLE);
        return new Encoded(graph.beside(List.of(graph.cast(set, FLOAT), graph.cast(missing, FLOAT))), factor, "");
    }

    Encoded number(String input, ColumnStep.OfNumber step) {
        String missing = graph.node("IsNaN", input);
        String present = graph.cast(graph.node("Not", missing), FLOAT);
        String safe = graph.node("Where", missing, zero, input);
        String shown = step.log() ? log(safe) : safe;
        String scaled = graph.node("Mul", graph.node("Sub", shown, graph.one(step.mean())), graph.one(step.scale()));
        String clipped = graph.node("Clip", scaled, graph.one(-step.limit()), graph.one(step.limit()));
        String factor = graph.node("Where", missing, zero, clipped);
        List<String> parts = new ArrayList<>();
        parts.add(graph.cast(factor, FLOAT));
        if (step.missingIndicator()) {
            parts.add(graph.cast(missing, FLOAT));
        }
        if (!step.edges().isEmpty()) {
            parts.add(graph.node("Mul", bins(safe, step.edges()), present));
        }
        return new Encoded(graph.beside(parts), factor, "");
    }

    private String log(String value) {
        String grown = graph.node("Log", graph.node("Add", graph.node("Abs", value), graph.one(1)));
        return graph.node("Mul", graph.node("Sign", value), grown);
    }

    /** The number of edges below the value, one-hot. */
    private String bins(String value, List<Double> edges) {
        double[] inner = edges.stream().mapToDouble(Double::doubleValue).toArray();
        String above = graph.node("Greater", value, graph.doubles(inner, 1, inner.length));
        String bin = graph.node(
                "ReduceSum",
                List.of(graph.cast(above, INT64), graph.longs(new long[] {1}, 1)),
                OnnxGraph.number("keepdims", 0));
        return oneHot(bin, inner.length + 1);
    }

    /** @param index longs, {@code [rows]} */
    final String oneHot(String index, long depth) {
        return graph.node(
                "OneHot",
                List.of(index, graph.longs(new long[] {depth}), graph.floats(new float[] {0, 1}, 2)),
                OnnxGraph.number("axis", -1));
    }

    /** @param missing the string that stands for no value */
    Encoded category(String input, ColumnStep.OfCategory step, String missing) {
        List<String> keys = new ArrayList<>(List.of(missing));
        keys.addAll(step.known());
        String place = graph.node(
                OnnxGraph.ML,
                "LabelEncoder",
                List.of(input),
                graph.texts("keys_strings", keys),
                graph.numbers(
                        "values_int64s", LongStream.rangeClosed(1, keys.size()).toArray()),
                OnnxGraph.number("default_int64", 0));
        String block = oneHot(flat(place), step.width());
        return new Encoded(block, "", block);
    }

    /** {@code [rows, 1]} as {@code [rows]}. */
    final String flat(String column) {
        return graph.node("Reshape", column, graph.longs(new long[] {-1}, 1));
    }

    /**
     * @throws NotExpressible for two categories, whose pairs are hashed
     */
    String product(Encoded left, Encoded right) {
        if (!left.factor().isEmpty() && !right.factor().isEmpty()) {
            double limit = 1e12;
            String product = graph.node("Mul", left.factor(), right.factor());
            return graph.cast(graph.node("Clip", product, graph.one(-limit), graph.one(limit)), FLOAT);
        }
        Encoded places = left.places().isEmpty() ? right : left;
        Encoded number = left.places().isEmpty() ? left : right;
        return graph.node("Mul", places.places(), graph.cast(number.factor(), FLOAT));
    }
}
