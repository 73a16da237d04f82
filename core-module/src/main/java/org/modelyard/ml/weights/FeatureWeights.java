package org.modelyard.ml.weights;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.feature.ColumnStep;
import org.modelyard.ml.feature.FeatureEncoder;
import org.modelyard.ml.model.Ensemble;
import org.modelyard.ml.model.FactorisationMachine;
import org.modelyard.ml.model.Head;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.NearestNeighbours;
import org.modelyard.ml.model.Perceptron;
import org.modelyard.ml.model.TrainedModel;
import org.modelyard.ml.model.TreeEnsemble;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * The weights of one of a version's linear models.
 *
 * @param labels of the outputs, in their order: with two labels the second alone, in whose favour the one sum counts; empty for a regression
 * @param factors what a unit of the input adds to the encoded feature; NaN where it is no multiple of the input, shifted
 */
public record FeatureWeights(
        FeatureEncoder encoder, List<String> meanings, LinearModel model, List<String> labels, double[] factors) {

    /**
     * Of a page of weights.
     *
     * @param matching how many there are on all pages
     * @param next cursor of the next page; null when this is the last
     */
    public record Chosen(List<FeatureWeight> items, long matching, @Nullable String next) {}

    /**
     * @param output beside the target; null: the target
     * @throws Refusal.Invalid when there is no such output, or its model is not linear
     */
    public static FeatureWeights of(ModelScorer scorer, @Nullable String output) {
        TrainedModel model = scorer.model();
        List<String> labels = scorer.signature().labels();
        if (output != null) {
            Head head = scorer.heads().stream()
                    .filter(one -> one.output().name().equals(output))
                    .findFirst()
                    .orElseThrow(() -> new Refusal.Invalid(
                            "output", "The version answers no '" + Texts.brief(output) + "' beside its target."));
            model = head.model();
            labels = head.output().labels();
        }
        if (!(model instanceof LinearModel linear)) {
            throw new Refusal.Invalid(
                    "version", "Only linear models have a weight for each feature: " + instead(model) + ".");
        }
        FeatureEncoder encoder = scorer.encoder();
        List<String> meanings = encoder.meanings();
        List<String> favoured = labels.size() == 2 ? labels.subList(1, 2) : labels;
        return new FeatureWeights(encoder, meanings, linear, favoured, factors(encoder, meanings));
    }

    private static String instead(TrainedModel model) {
        if (model instanceof NearestNeighbours) {
            return "k nearest neighbours look at how near rows are, and have none";
        }
        if (model instanceof TreeEnsemble) {
            return "trees have thresholds; what each input is worth to them is in the version's importance";
        }
        if (model instanceof FactorisationMachine) {
            return "in a factorisation machine a feature counts together with all others";
        }
        if (model instanceof Perceptron) {
            return "in a neural network a feature has weights to every unit";
        }
        if (model instanceof Ensemble) {
            return "an ensemble weighs its members' answers";
        }
        return "this one's are not known here";
    }

    private static double[] factors(FeatureEncoder encoder, List<String> meanings) {
        double[] factors = new double[encoder.width()];
        Arrays.fill(factors, Double.NaN);
        List<ColumnStep> steps = encoder.steps();
        for (int i = 0; i < encoder.features().size(); i++) {
            if (steps.get(i) instanceof ColumnStep.OfNumber number) {
                factors[encoder.base(i)] = factor(number);
            } else if (steps.get(i) instanceof ColumnStep.OfTime time) {
                int day = meanings.indexOf(encoder.features().get(i).name() + " day");
                if (day >= encoder.base(i) && day < encoder.base(i + 1)) { // another feature may be called so
                    factors[day] = factor(time.days());
                }
            }
        }
        return factors;
    }

    private static double factor(ColumnStep.OfNumber step) {
        return step.log() ? Double.NaN : step.scale();
    }

    /** The bias of each output, by its label; of a regression by the empty text. */
    public Map<String, Double> biases() {
        Map<String, Double> biases = new LinkedHashMap<>();
        for (int output = 0; output < model.outputs(); output++) {
            biases.put(labels.isEmpty() ? "" : labels.get(output), model.bias()[output]);
        }
        return biases;
    }

    /**
     * @param other whose weights these are compared with, by the size of the difference; null: none
     * @throws Refusal.Invalid when there is no such label, or the other does not encode its features the same
     */
    public Chosen choose(WeightQuery query, @Nullable FeatureWeights other) {
        if (other != null) {
            requireComparable(other);
        }
        int column = query.label() == null ? -1 : column(query.label());
        String text = query.text() == null ? "" : query.text().toLowerCase(Locale.ROOT);
        PriorityQueue<WeightQuery.Seen> first = new PriorityQueue<>(Collections.reverseOrder());
        long matching = 0;
        long left = 0;
        int outputs = model.outputs();
        for (int feature = 0; feature < model.width(); feature++) {
            if (!meanings.get(feature).toLowerCase(Locale.ROOT).contains(text)) {
                continue;
            }
            for (int output = column < 0 ? 0 : column; output < (column < 0 ? outputs : column + 1); output++) {
                int place = feature * outputs + output;
                if (query.constrained() && model.bounds().of(place) < 0) {
                    continue;
                }
                matching++;
                WeightQuery.Seen seen = new WeightQuery.Seen(Math.abs(shown(place, other)), place);
                if (query.after() == null || seen.compareTo(query.after()) > 0) {
                    left++;
                    first.add(seen);
                    if (first.size() > query.limit()) {
                        first.remove();
                    }
                }
            }
        }
        List<WeightQuery.Seen> page = new ArrayList<>(first);
        Collections.sort(page);
        return new Chosen(
                page.stream().map(seen -> weight(seen.place(), other)).toList(),
                matching,
                left > page.size() ? page.get(page.size() - 1).cursor() : null);
    }

    private double shown(int place, @Nullable FeatureWeights other) {
        return model.weights()[place] - (other == null ? 0 : other.model.weights()[place]);
    }

    FeatureWeight weight(int place, @Nullable FeatureWeights other) {
        double weight = model.weights()[place];
        int feature = place / model.outputs();
        double factor = factors[feature];
        int bound = model.bounds().of(place);
        return new FeatureWeight(
                meanings.get(feature),
                labels.isEmpty() ? null : labels.get(place % model.outputs()),
                weight,
                Double.isNaN(factor) ? null : weight * factor,
                bound < 0
                        ? null
                        : FeatureWeight.Constraint.of(
                                model.bounds().least()[bound], model.bounds().most()[bound]),
                other == null ? null : other.model.weights()[place],
                other == null ? null : shown(place, other));
    }

    private void requireComparable(FeatureWeights other) {
        if (!labels.equals(other.labels) || model.link() != other.model.link()) {
            throw new Refusal.Invalid("with", "The two answer other labels: " + labels + " and " + other.labels + ".");
        }
        if (!Arrays.equals(encoder.toBytes(), other.encoder.toBytes())) {
            throw new Refusal.Invalid(
                    "with",
                    "The two encode their inputs differently (other words, bins, categories, means or deviations), so that their weights do not mean"
                            + " the same. Versions that went on from one another, or were made of one another by hand, can be compared.");
        }
    }

    /** @throws Refusal.Invalid when no output counts in favour of the label */
    int column(String label) {
        int column = labels.indexOf(label);
        if (column < 0) {
            throw new Refusal.Invalid(
                    "label",
                    labels.isEmpty()
                            ? "It answers with a number, and has no labels."
                            : "No weight counts in favour of '" + Texts.brief(label) + "'; there are those of "
                                    + Texts.brief(String.join(", ", labels)) + "."
                                    + (labels.size() == 1
                                            ? " Of two labels, one's weights are the other's negated."
                                            : ""));
        }
        return column;
    }

    /** Position of each encoded feature by its meaning. */
    Map<String, Integer> positions() {
        Map<String, Integer> positions = new HashMap<>();
        for (int feature = 0; feature < meanings.size(); feature++) {
            positions.put(meanings.get(feature), feature);
        }
        return positions;
    }
}
