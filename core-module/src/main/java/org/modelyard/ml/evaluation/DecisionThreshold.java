package org.modelyard.ml.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * From which probability of the positive label on a row is called positive.
 *
 * @param threshold rows at or above it are positive; a little above 1 where none should be
 * @param reached value of the objective on the rows it was chosen on, which flatters: measure it on others
 * @param rows that it was chosen on
 */
public record DecisionThreshold(double threshold, ThresholdObjective objective, double reached, long rows) {

    private static final ObjectMapper JSON = new ObjectMapper();

    public DecisionThreshold {
        if (!(threshold >= 0 && threshold <= Math.nextUp(1.0))) {
            throw new IllegalArgumentException("a threshold of " + threshold);
        }
    }

    /**
     * The best of all thresholds that tell these rows apart, each half-way between two neighbouring probabilities; of
     * equally good ones that nearest to 0.5.
     *
     * @param probabilities of the positive label, 0-1
     * @throws IllegalArgumentException when there are not rows of both labels
     */
    public static DecisionThreshold choose(boolean[] positive, double[] probabilities, ThresholdObjective objective) {
        CutPoints cuts = CutPoints.of(positive, probabilities);
        if (cuts.positives() == 0 || cuts.negatives() == 0) {
            throw new IllegalArgumentException(
                    "A threshold needs rows of both labels; all " + positive.length + " rows have the same.");
        }
        double best = Double.NaN;
        double threshold = Double.NaN;
        for (int cut = -1; cut < cuts.count(); cut++) {
            double value = objective.value(
                    cut < 0 ? 0 : cuts.hits()[cut],
                    cut < 0 ? 0 : cuts.falseAlarms()[cut],
                    cuts.positives(),
                    cuts.negatives());
            double at = between(cuts, cut);
            if (value > best
                    || (Double.isNaN(best) && !Double.isNaN(value))
                    || (value == best && Math.abs(at - 0.5) < Math.abs(threshold - 0.5))) {
                best = value;
                threshold = at;
            }
        }
        return new DecisionThreshold(threshold, objective, best, positive.length);
    }

    /** A threshold that lets in the rows down to this cut and no more; -1 for none. */
    private static double between(CutPoints cuts, int cut) {
        double upper = cut < 0 ? Math.nextUp(1.0) : Math.min(1, cuts.scores()[cut]);
        double lower = cut + 1 < cuts.count() ? cuts.scores()[cut + 1] : 0;
        double middle = (upper + lower) / 2;
        return middle > lower ? middle : cut + 1 < cuts.count() ? upper : lower;
    }

    public boolean positive(double probability) {
        return probability >= threshold;
    }

    public String toJson() {
        ObjectNode root = JSON.createObjectNode();
        root.put("threshold", threshold).put("reached", reached).put("rows", rows);
        objective.write(root.putObject("objective"));
        return root.toString();
    }

    /** @throws IllegalArgumentException when the text is no threshold */
    public static DecisionThreshold fromJson(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            return new DecisionThreshold(
                    root.required("threshold").asDouble(),
                    ThresholdObjective.read(root.required("objective")),
                    root.required("reached").asDouble(),
                    root.required("rows").asLong());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no threshold: " + e.getOriginalMessage(), e);
        }
    }
}
