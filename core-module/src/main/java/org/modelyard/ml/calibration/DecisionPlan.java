package org.modelyard.ml.calibration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.calibration.LabelCalibration.Method;
import org.modelyard.ml.evaluation.MetricJson;
import org.modelyard.ml.evaluation.ThresholdObjective;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * What a training job decides after the fit, on rows that it keeps from the trainer and from the evaluation.
 *
 * @param method of the calibration; null for none
 * @param objective of the decision threshold; null for none
 * @param share of the training rows that are kept for it, above 0 and at most 0.5
 */
public record DecisionPlan(@Nullable Method method, @Nullable ThresholdObjective objective, double share) {

    public static final double SHARE = 0.2;

    private static final double MOST_SHARE = 0.5;
    private static final List<String> KNOWN = List.of("calibration", "threshold", "share");
    private static final ObjectMapper JSON = new ObjectMapper();

    public DecisionPlan {
        if (!(share > 0 && share <= MOST_SHARE)) {
            throw new IllegalArgumentException("a share of " + share + " for the decision");
        }
    }

    /** Whether there is anything to decide, so that rows must be kept. */
    public boolean decides() {
        return method != null || objective != null;
    }

    /**
     * What a client asks for: {@code {"calibration": "PLATT", "threshold": {"type": "COST", "falseAlarm": 1, "miss": 4},
     * "share": 0.2}}, of which each may be left out.
     *
     * @throws Refusal.Invalid naming what is wrong below {@code decision}
     */
    public static DecisionPlan of(Map<String, ?> request) {
        for (String name : request.keySet()) {
            if (!KNOWN.contains(name)) {
                throw new Refusal.Invalid(
                        "decision." + Texts.brief(name),
                        "A decision has no '" + Texts.brief(name) + "'; it has " + String.join(", ", KNOWN) + ".");
            }
        }
        return read(JSON.valueToTree(request));
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        if (method != null) {
            root.put("calibration", method.name());
        }
        if (objective != null) {
            objective.write(root.putObject("threshold"));
        }
        return root.put("share", share).toString();
    }

    /** @throws Refusal.Invalid or IllegalArgumentException when the text is no plan */
    public static DecisionPlan fromJson(String json) {
        return read(MetricJson.parse(json, "decision plan"));
    }

    private static DecisionPlan read(JsonNode root) {
        return new DecisionPlan(
                method(root.path("calibration")), objective(root.path("threshold")), share(root.path("share")));
    }

    private static @Nullable Method method(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        for (Method one : Method.values()) {
            if (one.name().equals(node.asText())) {
                return one;
            }
        }
        throw new Refusal.Invalid(
                "decision.calibration",
                "There is no calibration '" + Texts.brief(node.asText()) + "'; there are "
                        + Arrays.stream(Method.values()).map(Enum::name).collect(Collectors.joining(", ")) + ".");
    }

    private static @Nullable ThresholdObjective objective(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        try {
            return ThresholdObjective.read(node);
        } catch (IllegalArgumentException e) {
            throw new Refusal.Invalid(
                    "decision.threshold",
                    "The threshold's objective cannot be used: " + e.getMessage()
                            + " Give {\"type\":\"F_BETA\",\"beta\":1}, {\"type\":\"COST\",\"falseAlarm\":1,\"miss\":4}"
                            + " or {\"type\":\"PRECISION_AT_RECALL\",\"recall\":0.8}.");
        }
    }

    private static double share(JsonNode node) {
        double share = node.isMissingNode() || node.isNull() ? SHARE : node.isNumber() ? node.asDouble() : Double.NaN;
        if (!(share > 0 && share <= MOST_SHARE)) {
            throw new Refusal.Invalid(
                    "decision.share",
                    "share is the part of the training rows that is kept for the decision: above 0, at most "
                            + MOST_SHARE + ".");
        }
        return share;
    }
}
