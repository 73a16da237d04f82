package org.modelyard.ml.weights;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.model.LinearModel;
import org.modelyard.ml.model.ModelScorer;
import org.modelyard.ml.model.WeightBounds;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;

/**
 * A version's target with some of its weights changed by hand.
 *
 * @param scorer answers with them; encoder, labels, decision and what is answered beside the target are as they were
 * @param changes each weight that is another now, or about which something else is laid down, in the order of its position
 */
public record WeightEdit(ModelScorer scorer, List<Change> changes) {

    public static final int MOST = 10_000;

    /** Before and after. */
    public record Change(FeatureWeight before, FeatureWeight after) {}

    private record Bound(double least, double most) {

        double nearest(double weight) {
            return Math.max(least, Math.min(most, weight));
        }
    }

    /**
     * Carries out the changes, one after the other.
     *
     * @throws Refusal.Invalid naming what is wrong with which; also when nothing would be another
     */
    public static WeightEdit of(ModelScorer scorer, List<WeightChange> wanted) {
        if (wanted.isEmpty() || wanted.size() > MOST) {
            throw new Refusal.Invalid("changes", "Give 1 to " + MOST + " changes.");
        }
        FeatureWeights before = FeatureWeights.of(scorer, null);
        LinearModel model = before.model();
        double[] weights = model.weights().clone();
        Map<Integer, Bound> bounds = new TreeMap<>();
        for (int i = 0; i < model.bounds().size(); i++) {
            bounds.put(
                    model.bounds().places()[i],
                    new Bound(model.bounds().least()[i], model.bounds().most()[i]));
        }
        Map<String, Integer> positions = before.positions();
        List<FieldError> problems = new ArrayList<>();
        TreeMap<Integer, Boolean> touched = new TreeMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String field = "changes[" + i + "]";
            try {
                for (int place : places(before, positions, wanted.get(i), field)) {
                    apply(wanted.get(i), place, weights, bounds, field);
                    touched.put(place, true);
                }
            } catch (Refusal.Invalid e) {
                problems.addAll(e.errors());
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems.get(0).message(), problems);
        }
        LinearModel changed =
                new LinearModel(model.link(), model.outputs(), model.width(), weights, model.bias(), bounds(bounds));
        ModelScorer after = new ModelScorer(
                scorer.encoder(), changed, scorer.signature().labels(), scorer.decision(), scorer.heads());
        return new WeightEdit(after, told(before, FeatureWeights.of(after, null), touched));
    }

    private static List<Change> told(FeatureWeights before, FeatureWeights after, TreeMap<Integer, Boolean> touched) {
        List<Change> changes = touched.keySet().stream()
                .map(place -> new Change(before.weight(place, null), after.weight(place, null)))
                .filter(change -> !change.before().equals(change.after()))
                .toList();
        if (changes.isEmpty()) {
            throw new Refusal.Invalid(
                    "changes", "Every weight is so already: there would be nothing new in the version.");
        }
        return changes;
    }

    private static List<Integer> places(
            FeatureWeights weights, Map<String, Integer> positions, @Nullable WeightChange change, String field) {
        String feature = change == null ? null : change.feature();
        Integer position = feature == null ? null : positions.get(feature);
        if (change == null || position == null) {
            throw new Refusal.Invalid(
                    field + ".feature",
                    feature == null
                            ? "Say which feature."
                            : "There is no encoded feature '" + Texts.brief(feature)
                                    + "'; GET weights of the version says what they are called.");
        }
        int first = position * weights.model().outputs();
        List<Integer> places = new ArrayList<>();
        if (change.label() == null) {
            for (int output = 0; output < weights.model().outputs(); output++) {
                places.add(first + output);
            }
        } else {
            places.add(first + weights.column(change.label()));
        }
        return places;
    }

    private static void apply(
            WeightChange change, int place, double[] weights, Map<Integer, Bound> bounds, String field) {
        Double set = change.set();
        Double min = change.min();
        Double max = change.max();
        Boolean frozen = change.frozen();
        boolean bounded = min != null || max != null;
        if (set == null && !bounded && frozen == null) {
            throw new Refusal.Invalid(field, "Say what to do: set, min, max or frozen.");
        }
        if (bounded && frozen != null) {
            throw new Refusal.Invalid(field + ".frozen", "A weight is frozen or bounded, not both.");
        }
        requireFinite(set, field + ".set");
        requireFinite(min, field + ".min");
        requireFinite(max, field + ".max");
        Bound known = bounds.get(place);
        boolean wasFrozen = known != null && known.least() == known.most();
        double value = set == null ? weights[place] : set;
        Bound next = known;
        if (bounded) {
            next = new Bound(
                    min == null ? Double.NEGATIVE_INFINITY : min, max == null ? Double.POSITIVE_INFINITY : max);
            if (!(next.least() < next.most())) {
                throw new Refusal.Invalid(
                        field + ".min", "min lies below max; a weight that may have one value is frozen.");
            }
        } else if (frozen != null) {
            next = frozen ? new Bound(value, value) : null;
        } else if (wasFrozen) {
            next = new Bound(value, value);
        }
        if (set != null && next != null && next.nearest(set) != set) {
            throw new Refusal.Invalid(field + ".set", set + " is not within the weight's bounds.");
        }
        weights[place] = next == null ? value : next.nearest(value);
        if (next == null) {
            bounds.remove(place);
        } else {
            bounds.put(place, next);
        }
    }

    private static void requireFinite(@Nullable Double number, String field) {
        if (number != null && !Double.isFinite(number)) {
            throw new Refusal.Invalid(field, "Give a number that is finite.");
        }
    }

    private static WeightBounds bounds(Map<Integer, Bound> bounds) {
        int[] places = new int[bounds.size()];
        double[] least = new double[places.length];
        double[] most = new double[places.length];
        int i = 0;
        for (Map.Entry<Integer, Bound> one : bounds.entrySet()) {
            places[i] = one.getKey();
            least[i] = one.getValue().least();
            most[i] = one.getValue().most();
            i++;
        }
        return new WeightBounds(places, least, most);
    }
}
