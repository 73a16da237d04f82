package org.modelyard.ml.explain;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What would have to be different for another answer. */
public sealed interface Counterfactual {

    /** How many rows the scorer was asked about. */
    int asked();

    /**
     * One input with another value.
     *
     * @param from null when it was missing
     */
    record Change(String feature, @Nullable String from, String to) {}

    /**
     * Changes that together give the wanted answer.
     *
     * @param distance sum over the changes: of a number in mean absolute deviations of the background, of anything else 1
     * @param answer the label then, or the value as text
     * @param score the label's probability then, or the value
     */
    record Alternative(List<Change> changes, double distance, String answer, double score) {
        public Alternative {
            changes = List.copyOf(changes);
        }
    }

    /**
     * All have as few changes as were found, the nearest first.
     *
     * @param alternatives at least one
     */
    record Found(List<Alternative> alternatives, int asked) implements Counterfactual {
        public Found {
            alternatives = List.copyOf(alternatives);
        }
    }

    /**
     * None was found, which does not say that there is none.
     *
     * @param reason how far the search went, in a plain sentence
     */
    record NotFound(String reason, int asked) implements Counterfactual {}

    default String toJson() {
        return CounterfactualJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no counterfactual */
    static Counterfactual fromJson(String json) {
        return CounterfactualJson.read(json);
    }
}
