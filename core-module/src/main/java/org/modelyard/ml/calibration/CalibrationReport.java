package org.modelyard.ml.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.modelyard.ml.evaluation.Metric;
import org.modelyard.ml.evaluation.MetricJson;

/**
 * What a calibration does to rows that it was not fitted on, by cross-fitting: each fifth of the rows with a calibration
 * fitted on the others.
 *
 * @param applied whether the log loss fell; else the probabilities stay as the model states them
 * @param rows that it was fitted on
 */
public record CalibrationReport(
        LabelCalibration.Method method,
        boolean applied,
        long rows,
        Metric logLossBefore,
        Metric logLossAfter,
        Metric eceBefore,
        Metric eceAfter) {

    public String toJson() {
        ObjectNode root = MetricJson.object();
        root.put("method", method.name()).put("applied", applied).put("rows", rows);
        MetricJson.write(root.putObject("logLossBefore"), logLossBefore);
        MetricJson.write(root.putObject("logLossAfter"), logLossAfter);
        MetricJson.write(root.putObject("eceBefore"), eceBefore);
        MetricJson.write(root.putObject("eceAfter"), eceAfter);
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
                MetricJson.read(root.required("eceAfter")));
    }
}
