package org.modelyard.ml.search;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One try: hyperparameters, and what came of them.
 *
 * @param number from 1, in the order of starting
 * @param hyperparameters those that the search chose, by name: Integer, Double or String
 * @param stage null but for Hyperband
 * @param losses validation loss after each step so far, finite; may be empty
 */
public record Trial(
        int number, Map<String, Object> hyperparameters, @Nullable Stage stage, Outcome outcome, List<Double> losses) {

    public Trial {
        hyperparameters = Collections.unmodifiableMap(new LinkedHashMap<>(hyperparameters));
        losses = List.copyOf(losses);
        if (number < 1 || losses.stream().anyMatch(loss -> !Double.isFinite(loss))) {
            throw new IllegalArgumentException("trial " + number + " with losses " + losses);
        }
    }

    static Trial start(int number, Map<String, Object> hyperparameters, @Nullable Stage stage) {
        return new Trial(number, hyperparameters, stage, new Outcome.Running(), List.of());
    }

    /** The same with this outcome. */
    public Trial ended(Outcome how) {
        return new Trial(number, hyperparameters, stage, how, losses);
    }

    /** The same after another step. */
    public Trial stepped(double loss) {
        List<Double> more = new ArrayList<>(losses);
        more.add(loss);
        return new Trial(number, hyperparameters, stage, outcome, more);
    }

    public boolean running() {
        return outcome instanceof Outcome.Running;
    }

    /** NaN unless finished. */
    public double score() {
        return outcome instanceof Outcome.Finished finished ? finished.score() : Double.NaN;
    }

    public String toJson() {
        return SearchJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no trial */
    public static Trial fromJson(String json) {
        return SearchJson.read(json, Trial.class);
    }
}
