package org.modelyard.evaluation.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;

/**
 * Finds where weights differ most from models that are shown to it one after the other, first all of them for the largest and the smallest
 * of each weight, then all of them again for the values at the places that are told. It holds two numbers a weight, whatever the number of models.
 */
final class WeightSpread {

    private record Place(int index, double spread) {}

    private static final Comparator<Place> BY_SPREAD =
            Comparator.comparingDouble(Place::spread).thenComparing(Place::index, Comparator.reverseOrder());

    private @Nullable String reason;
    private List<String> meanings = List.of();
    private List<String> labels = List.of();
    private int outputs;
    private double[] low = {};
    private double[] high = {};
    private int models;
    private @Nullable List<Place> largest;
    private final List<List<Double>> values = new ArrayList<>();

    /** Each once, in their order; null for a version that has no model here. */
    void add(@Nullable ModelScorer scorer) {
        if (reason != null) {
            return;
        }
        if (scorer == null) {
            reason = "Not every version has a model here.";
        } else if (!(scorer.model() instanceof LinearModel linear)) {
            reason = "Not every version is a linear model.";
        } else if (models++ == 0) {
            meanings = scorer.encoder().meanings();
            labels = scorer.signature().labels();
            outputs = linear.outputs();
            low = all(linear);
            high = low.clone();
        } else if (!like(scorer)) {
            reason = "They do not encode rows into the same features and labels.";
        } else {
            widen(linear);
        }
    }

    private boolean like(ModelScorer scorer) {
        return scorer.signature().labels().equals(labels)
                && scorer.model().outputs() == outputs
                && scorer.encoder().meanings().equals(meanings);
    }

    /** Weights are numbered feature by feature, the biases last. */
    private static double[] all(LinearModel model) {
        double[] all = Arrays.copyOf(model.weights(), model.weights().length + model.bias().length);
        System.arraycopy(model.bias(), 0, all, model.weights().length, model.bias().length);
        return all;
    }

    private void widen(LinearModel model) {
        for (int i = 0; i < low.length; i++) {
            double value = weight(model, i);
            low[i] = Math.min(low[i], value);
            high[i] = Math.max(high[i], value);
        }
    }

    private static double weight(LinearModel model, int index) {
        return index < model.weights().length ? model.weights()[index] : model.bias()[index - model.weights().length];
    }

    /** Whether there are places of which values are to be {@linkplain #read read}. */
    boolean shows() {
        return reason == null && !largest().isEmpty();
    }

    /** The largest differences first. */
    private List<Place> largest() {
        if (largest == null) {
            PriorityQueue<Place> kept = new PriorityQueue<>(BY_SPREAD);
            for (int i = 0; i < low.length; i++) {
                if (high[i] > low[i]) {
                    kept.add(new Place(i, high[i] - low[i]));
                    if (kept.size() > WeightDifferences.MOST) {
                        kept.remove();
                    }
                }
            }
            List<Place> places = new ArrayList<>(kept);
            places.sort(BY_SPREAD.reversed());
            largest = places;
        }
        return largest;
    }

    /** The same once more, in the same order. */
    void read(@Nullable ModelScorer scorer) {
        if (scorer == null || !(scorer.model() instanceof LinearModel linear) || !like(scorer)) {
            reason = "The versions have changed while they were read.";
            return;
        }
        values.add(
                largest().stream().map(place -> weight(linear, place.index())).toList());
    }

    WeightDifferences found() {
        if (reason != null) {
            return WeightDifferences.none(reason);
        }
        long differing = 0;
        for (int i = 0; i < low.length; i++) {
            differing += high[i] > low[i] ? 1 : 0;
        }
        List<WeightDifferences.Row> rows = new ArrayList<>();
        for (int at = 0; at < largest().size(); at++) {
            Place place = largest().get(at);
            int shown = at;
            int feature = place.index() / outputs;
            rows.add(new WeightDifferences.Row(
                    feature < meanings.size() ? meanings.get(feature) : "bias",
                    label(place.index() % outputs),
                    values.stream().map(model -> model.get(shown)).toList(),
                    place.spread()));
        }
        return new WeightDifferences(null, low.length, differing, rows);
    }

    /** With one output and two labels, weights speak for the second. */
    private @Nullable String label(int output) {
        if (labels.isEmpty()) {
            return null;
        }
        return outputs == 1 ? labels.get(labels.size() - 1) : labels.get(output);
    }
}
