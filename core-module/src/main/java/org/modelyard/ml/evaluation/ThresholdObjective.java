package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a decision threshold is chosen for. */
public sealed interface ThresholdObjective {

    /** The greater the better; NaN where the threshold is not allowed. */
    double value(long hits, long falseAlarms, long positives, long negatives);

    /** Its type and numbers, as {@link #read} takes them. */
    void write(ObjectNode node);

    /** @throws IllegalArgumentException when it is no objective, or one of its numbers is missing or out of range */
    static ThresholdObjective read(JsonNode node) {
        String type = node.required("type").asText();
        return switch (type) {
            case "F_BETA" -> new FBetaScore(MetricJson.number(node, "beta"));
            case "COST" -> new Cost(MetricJson.number(node, "falseAlarm"), MetricJson.number(node, "miss"));
            case "PRECISION_AT_RECALL" -> new PrecisionAtRecall(MetricJson.number(node, "recall"));
            default ->
                throw new IllegalArgumentException(
                        "There is no objective '" + type + "'; there are F_BETA, COST and PRECISION_AT_RECALL.");
        };
    }

    /**
     * The greatest F-beta.
     *
     * @param beta above 0: 1 for F1, 2 to weigh recall more
     */
    record FBetaScore(double beta) implements ThresholdObjective {
        public FBetaScore {
            if (!(beta > 0) || !Double.isFinite(beta)) {
                throw new IllegalArgumentException("a beta of " + beta);
            }
        }

        @Override
        public double value(long hits, long falseAlarms, long positives, long negatives) {
            return FBeta.value(hits, positives, hits + falseAlarms, beta);
        }

        @Override
        public void write(ObjectNode node) {
            node.put("type", "F_BETA").put("beta", beta);
        }
    }

    /**
     * The least mean cost; the value is its negative.
     *
     * @param falseAlarm cost of a negative row that is called positive, at least 0
     * @param miss cost of a positive row that is called negative, at least 0
     */
    record Cost(double falseAlarm, double miss) implements ThresholdObjective {
        public Cost {
            if (!(falseAlarm >= 0 && miss >= 0 && falseAlarm + miss > 0) || !Double.isFinite(falseAlarm + miss)) {
                throw new IllegalArgumentException("costs of " + falseAlarm + " and " + miss);
            }
        }

        @Override
        public double value(long hits, long falseAlarms, long positives, long negatives) {
            return -(falseAlarm * falseAlarms + miss * (positives - hits)) / (positives + negatives);
        }

        @Override
        public void write(ObjectNode node) {
            node.put("type", "COST").put("falseAlarm", falseAlarm).put("miss", miss);
        }
    }

    /**
     * The greatest precision among the thresholds that reach a recall.
     *
     * @param recall above 0, at most 1
     */
    record PrecisionAtRecall(double recall) implements ThresholdObjective {
        public PrecisionAtRecall {
            if (!(recall > 0 && recall <= 1)) {
                throw new IllegalArgumentException("a recall of " + recall);
            }
        }

        @Override
        public double value(long hits, long falseAlarms, long positives, long negatives) {
            return hits < recall * positives ? Double.NaN : (double) hits / (hits + falseAlarms);
        }

        @Override
        public void write(ObjectNode node) {
            node.put("type", "PRECISION_AT_RECALL").put("recall", recall);
        }
    }
}
