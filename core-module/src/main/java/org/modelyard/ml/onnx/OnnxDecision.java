package org.modelyard.ml.onnx;

import static ai.onnx.proto.OnnxMl.TensorProto.DataType.INT64;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.ml.calibration.Calibration;
import org.modelyard.ml.calibration.Decision;
import org.modelyard.ml.calibration.IsotonicCalibration;
import org.modelyard.ml.calibration.LabelCalibration;
import org.modelyard.ml.calibration.OneVersusRest;
import org.modelyard.ml.calibration.PlattScaling;
import org.modelyard.ml.calibration.TemperatureScaling;

/** What is made of probabilities, as nodes. */
final class OnnxDecision {

    /** As in the calibrations: what a probability of 0 counts as. */
    private static final double LEAST = 1e-12;

    private final OnnxGraph graph;

    OnnxDecision(OnnxGraph graph) {
        this.graph = graph;
    }

    /** @param probabilities doubles {@code [rows, labels]}; @return the same, calibrated */
    String calibrated(Decision decision, String probabilities, int labels) {
        LabelCalibration calibration = decision.calibration();
        if (calibration == null) {
            return probabilities;
        }
        if (calibration instanceof TemperatureScaling temperature) {
            String logs = graph.node("Log", graph.node("Clip", probabilities, graph.one(LEAST)));
            String powers = graph.node("Mul", logs, graph.one(temperature.power()));
            return graph.node("Softmax", List.of(powers), OnnxGraph.number("axis", 1));
        }
        List<Calibration> maps = ((OneVersusRest) calibration).maps();
        if (maps.size() == 1) {
            return both(mapped(maps.get(0), column(probabilities, 1)));
        }
        List<String> columns = new ArrayList<>();
        for (int label = 0; label < labels; label++) {
            columns.add(mapped(maps.get(label), column(probabilities, label)));
        }
        return OnnxSums.divided(graph, graph.beside(columns), probabilities);
    }

    /** The probability of the second label with that of the first before it. */
    String both(String second) {
        return graph.beside(List.of(graph.node("Sub", graph.one(1), second), second));
    }

    /** Positions of the labels that are answered, {@code [rows]}. */
    String best(Decision decision, String probabilities) {
        if (decision.threshold() == null) {
            return graph.node(
                    "ArgMax", List.of(probabilities), OnnxGraph.number("axis", 1), OnnxGraph.number("keepdims", 0));
        }
        String positive = graph.node(
                "GreaterOrEqual",
                column(probabilities, 1),
                graph.one(decision.threshold().threshold()));
        return graph.node("Reshape", graph.cast(positive, INT64), graph.longs(new long[] {-1}, 1));
    }

    private String column(String values, int column) {
        return graph.node("Gather", List.of(values, graph.longs(new long[] {column}, 1)), OnnxGraph.number("axis", 1));
    }

    private String mapped(Calibration map, String probability) {
        return map instanceof PlattScaling platt
                ? platt(platt, probability)
                : isotonic((IsotonicCalibration) map, probability);
    }

    private String platt(PlattScaling map, String probability) {
        String inside = graph.node("Clip", probability, graph.one(LEAST), graph.one(1 - LEAST));
        String odds = graph.node("Div", inside, graph.node("Sub", graph.one(1), inside));
        String line = graph.node(
                "Add", graph.node("Mul", graph.node("Log", odds), graph.one(map.slope())), graph.one(map.intercept()));
        return graph.node("Sigmoid", line);
    }

    /** Straight lines between the points: those on both sides are found by how many points are below. */
    private String isotonic(IsotonicCalibration map, String probability) {
        int points = map.from().length;
        String below = graph.node("Greater", probability, graph.doubles(map.from(), 1, points));
        String next = graph.node("ReduceSum", graph.cast(below, INT64), graph.longs(new long[] {1}, 1)); // 0 to points
        String last = graph.longs(new long[] {points - 1});
        String first = graph.longs(new long[] {0});
        String low = graph.node("Clip", graph.node("Sub", next, graph.longs(new long[] {1})), first, last);
        String high = graph.node("Clip", next, first, last);
        String from = graph.doubles(map.from(), points);
        String to = graph.doubles(map.to(), points);
        String x = graph.node("Gather", from, low);
        String y = graph.node("Gather", to, low);
        String run = graph.node("Sub", graph.node("Gather", from, high), x);
        String rise = graph.node("Sub", graph.node("Gather", to, high), y);
        String level = graph.node("Equal", run, graph.one(0));
        String along =
                graph.node("Div", graph.node("Sub", probability, x), graph.node("Where", level, graph.one(1), run));
        return graph.node("Where", level, y, graph.node("Add", y, graph.node("Mul", along, rise)));
    }
}
