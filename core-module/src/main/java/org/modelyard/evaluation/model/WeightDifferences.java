package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;

/**
 * Where linear models differ most that see rows in the same way.
 *
 * @param reason why they cannot be compared; null where they can
 * @param weights how many each has
 * @param differing how many of them are not the same in all
 * @param rows the largest differences first
 */
public record WeightDifferences(@Nullable String reason, long weights, long differing, List<Row> rows) {

    /** Rows that are shown. */
    public static final int MOST = 25;

    /**
     * One weight.
     *
     * @param feature what the encoded feature means; {@code bias} for what is added to every row
     * @param output label that it speaks for; null where there is one number
     * @param values in the order of the models
     * @param spread the largest less the smallest
     */
    public record Row(String feature, @Nullable String output, List<Double> values, double spread) {
        public Row {
            values = List.copyOf(values);
        }
    }

    private record Place(int index, double spread) {}

    /** @param scorers two at least; null for a version that has no model here */
    public static WeightDifferences of(List<@Nullable ModelScorer> scorers) {
        List<LinearModel> models = new ArrayList<>();
        ModelScorer first = scorers.get(0);
        for (ModelScorer scorer : scorers) {
            if (first == null || scorer == null) {
                return none("Not every version has a model here.");
            }
            if (!(scorer.model() instanceof LinearModel linear)) {
                return none("Not every version is a linear model.");
            }
            if (!scorer.signature().labels().equals(first.signature().labels())
                    || scorer.model().outputs() != first.model().outputs()
                    || !scorer.encoder().meanings().equals(first.encoder().meanings())) {
                return none("They do not encode rows into the same features and labels.");
            }
            models.add(linear);
        }
        return first == null ? none("There is no model.") : compare(models, first);
    }

    private static WeightDifferences none(String reason) {
        return new WeightDifferences(reason, 0, 0, List.of());
    }

    /** Weights are numbered feature by feature, the biases last. */
    private static WeightDifferences compare(List<LinearModel> models, ModelScorer first) {
        int outputs = models.get(0).outputs();
        int features = models.get(0).width();
        int all = (features + 1) * outputs;
        long differing = 0;
        PriorityQueue<Place> largest = new PriorityQueue<>(
                Comparator.comparingDouble(Place::spread).thenComparing(Place::index, Comparator.reverseOrder()));
        for (int i = 0; i < all; i++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (LinearModel model : models) {
                double value = weight(model, i);
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
            if (high > low) {
                differing++;
                largest.add(new Place(i, high - low));
                if (largest.size() > MOST) {
                    largest.remove();
                }
            }
        }
        List<Place> places = new ArrayList<>(largest);
        places.sort(Collections.reverseOrder(largest.comparator()));
        List<String> meanings = first.encoder().meanings();
        List<String> labels = first.signature().labels();
        List<Row> rows = places.stream()
                .map(place -> new Row(
                        place.index() / outputs < features ? meanings.get(place.index() / outputs) : "bias",
                        label(labels, outputs, place.index() % outputs),
                        models.stream()
                                .map(model -> weight(model, place.index()))
                                .toList(),
                        place.spread()))
                .toList();
        return new WeightDifferences(null, all, differing, rows);
    }

    private static double weight(LinearModel model, int index) {
        return index < model.weights().length ? model.weights()[index] : model.bias()[index - model.weights().length];
    }

    /** With one output and two labels, weights speak for the second. */
    private static @Nullable String label(List<String> labels, int outputs, int output) {
        if (labels.isEmpty()) {
            return null;
        }
        return outputs == 1 ? labels.get(labels.size() - 1) : labels.get(output);
    }
}
