package org.modelyard.ml.declared;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.ml.score.Unanswerable;

/** Makes scores of what an endpoint says. */
record AnswerReader(Signature signature) {

    private static final double SLACK = 1e-3;

    /** A number, or the only one of an array. */
    Scores value(JsonNode node) {
        JsonNode number = node.isArray() && node.size() == 1 ? node.get(0) : node;
        if (!number.isNumber() || !Double.isFinite(number.doubleValue())) {
            throw odd("a number was expected", node);
        }
        return new Scores.Valued(number.doubleValue());
    }

    /** A probability a label, in the order of the labels; or, with two labels, that of the second alone; or by label. */
    Scores scores(JsonNode node) {
        List<String> labels = signature.labels();
        double[] probabilities = new double[labels.size()];
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> {
                int label = labels.indexOf(field.getKey());
                if (label < 0) {
                    throw odd("a label was expected that the signature has", node);
                }
                probabilities[label] = probability(field.getValue(), labels.get(label));
            });
            return labelled(probabilities, node);
        }
        if (labels.size() == 2 && (node.isNumber() || node.size() == 1)) {
            probabilities[1] = probability(node.isNumber() ? node : node.get(0), labels.get(1));
            probabilities[0] = 1 - probabilities[1];
            return labelled(probabilities, node);
        }
        if (!node.isArray() || node.size() != labels.size()) {
            throw odd(labels.size() + " probabilities were expected", node);
        }
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = probability(node.get(i), labels.get(i));
        }
        return labelled(probabilities, node);
    }

    private Scores labelled(double[] probabilities, JsonNode node) {
        double sum = Arrays.stream(probabilities).sum();
        if (Math.abs(sum - 1) > SLACK) {
            throw odd("probabilities that add up to 1 were expected", node);
        }
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            if (probabilities[i] > probabilities[best]) {
                best = i;
            }
        }
        return new Scores.Labelled(signature.labels(), probabilities, best);
    }

    /** @param score missing: 1 */
    Scores label(JsonNode label, JsonNode score) {
        List<String> labels = signature.labels();
        int best = label.isTextual()
                ? labels.indexOf(label.textValue())
                : label.isBoolean() ? labels.indexOf(label.asText()) : -1;
        if (best < 0) {
            throw odd("one of the labels " + labels + " was expected", label);
        }
        double own = score.isMissingNode() || score.isNull() ? 1 : probability(score, labels.get(best));
        double[] probabilities = new double[labels.size()];
        Arrays.fill(probabilities, (1 - own) / (labels.size() - 1));
        probabilities[best] = own;
        return new Scores.Labelled(labels, probabilities, best);
    }

    private static double probability(JsonNode node, String label) {
        double probability = node.isNumber() ? node.doubleValue() : Double.NaN;
        if (!(probability >= 0 && probability <= 1)) {
            throw odd("a probability from 0 to 1 was expected of '" + label + "'", node);
        }
        return probability;
    }

    /** Of whichever kind the signature asks for. */
    Scores any(JsonNode node) {
        if (signature.labels().isEmpty()) {
            return value(node);
        }
        return node.isTextual() ? label(node, node.path("score")) : scores(node);
    }

    /** The kind of what was found, and never itself: an endpoint may repeat what it was asked, or what nobody shall read. */
    static Unanswerable odd(String expected, JsonNode found) {
        String kind = found.getNodeType().name().toLowerCase(Locale.ROOT);
        return new Unanswerable("the endpoint's answer is not understood: " + expected + "; found: " + kind
                + (found.isContainerNode() ? " of " + found.size() : ""));
    }
}
