package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Curves are for pictures: six digits are kept. */
final class CurvesJson {

    private static final MathContext DIGITS = new MathContext(6);

    private CurvesJson() {}

    static void write(ObjectNode root, Curves curves) {
        ArrayNode labels = root.putArray("labels");
        for (LabelCurves one : curves.labels()) {
            ObjectNode node = labels.addObject().put("label", one.label());
            write(node.putObject("roc"), one.roc());
            write(node.putObject("precisionRecall"), one.precisionRecall());
            write(node.putObject("gain"), one.gain());
        }
        ReliabilityJson.write(root.putArray("reliability"), curves.reliability());
        Residuals residuals = curves.residuals();
        if (residuals != null) {
            ObjectNode node = root.putObject("residuals");
            numbers(node.putArray("predicted"), residuals.predicted());
            numbers(node.putArray("residual"), residuals.residual());
            ArrayNode list = node.putArray("bins");
            for (Residuals.Bin bin : residuals.bins()) {
                list.addObject()
                        .put("rows", bin.rows())
                        .put("predicted", bin.predicted())
                        .put("low", bin.low())
                        .put("mean", bin.mean())
                        .put("high", bin.high());
            }
        }
    }

    static Curves read(JsonNode root) {
        List<LabelCurves> labels = new ArrayList<>();
        for (JsonNode one : root.required("labels")) {
            labels.add(new LabelCurves(
                    one.required("label").asText(),
                    curve(one.required("roc")),
                    curve(one.required("precisionRecall")),
                    curve(one.required("gain"))));
        }
        List<ReliabilityBin> bins = ReliabilityJson.read(root.required("reliability"));
        return new Curves(labels, bins, residuals(root.get("residuals")));
    }

    private static @Nullable Residuals residuals(@Nullable JsonNode node) {
        if (node == null) {
            return null;
        }
        List<Residuals.Bin> bins = new ArrayList<>();
        for (JsonNode bin : node.required("bins")) {
            bins.add(new Residuals.Bin(
                    bin.required("rows").asLong(),
                    bin.required("predicted").asDouble(),
                    bin.required("low").asDouble(),
                    bin.required("mean").asDouble(),
                    bin.required("high").asDouble()));
        }
        return new Residuals(numbers(node.required("predicted")), numbers(node.required("residual")), bins);
    }

    private static void write(ObjectNode node, Curve curve) {
        numbers(node.putArray("x"), curve.x());
        numbers(node.putArray("y"), curve.y());
    }

    private static Curve curve(JsonNode node) {
        return new Curve(numbers(node.required("x")), numbers(node.required("y")));
    }

    private static void numbers(ArrayNode array, double[] values) {
        for (double value : values) {
            array.add(new BigDecimal(value, DIGITS).doubleValue());
        }
    }

    private static double[] numbers(JsonNode array) {
        double[] values = new double[array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.get(i).asDouble();
        }
        return values;
    }
}
