package org.modelyard.ml.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.MetricJson;
import org.modelyard.ml.evaluation.ReliabilityBin;
import org.modelyard.ml.evaluation.ReliabilityJson;

/**
 * What a calibration does to rows that it was not fitted on, by cross-fitting: each fifth of the rows with a calibration
 * fitted on the others.
 *
 * @param applied whether the log loss fell; else the probabilities stay as the model states them
 * @param rows that it was fitted on
 * @param before how often what the model states happens
 * @param after the same of what is made of it
 */
public record CalibrationReport(
        LabelCalibration.Method method,
        boolean applied,
        long rows,
        Metric logLossBefore,
        Metric logLossAfter,
        Metric eceBefore,
        Metric eceAfter,
        List<ReliabilityBin> before,
        List<ReliabilityBin> after) {

    public CalibrationReport {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    public String toJson() {
        ObjectNode root = MetricJson.object();
        root.put("method", method.name()).put("applied", applied).put("rows", rows);
        MetricJson.write(root.putObject("logLossBefore"), logLossBefore);
        MetricJson.write(root.putObject("logLossAfter"), logLossAfter);
        MetricJson.write(root.putObject("eceBefore"), eceBefore);
        MetricJson.write(root.putObject("eceAfter"), eceAfter);
        ReliabilityJson.write(root.putArray("before"), before);
        ReliabilityJson.write(root.putArray("after"), after);
        return root.toString();
    }

    /** @throws IllegalArgumentException when the text is no such report */
    public static CalibrationReport fromJson(String json) {
        JsonNode root = MetricJson.parse(json, "calibration report");
        return new CalibrationReport(
                LabelCalibration.Method.valueOf(root.required("method").asText()),
                root.required("applied").asBoolean(),
                root.required("rows").asLong(),
                MetricJson.read(root.required("logLossBefore")),
                MetricJson.read(root.required("logLossAfter")),
                MetricJson.read(root.required("eceBefore")),
                MetricJson.read(root.required("eceAfter")),
                ReliabilityJson.read(root.required("before")),
                ReliabilityJson.read(root.required("after")));
    }
}
