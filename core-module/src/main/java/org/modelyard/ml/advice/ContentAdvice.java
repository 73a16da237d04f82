package org.modelyard.ml.advice;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What could be edited so that the model predicts more. */
public sealed interface ContentAdvice {

    /** To be shown with every suggestion. */
    String NOTE = "A gain is what the model associates with such inputs in its training data."
            + " It does not promise that the edit causes it; an experiment can tell.";

    /** The answer before any edit: a value, or the label's probability. */
    double predicted();

    /** How many edits were tried, pairs included. */
    int tried();

    /**
     * Of the lengths tried those around the best at which more is predicted than now.
     *
     * @param from in words, inclusive
     * @param to in words, inclusive
     */
    record Lengths(int from, int to) {}

    /**
     * @param label whose probability is raised; null for a regression
     * @param suggestions single edits, at least one, the greatest gain first
     * @param pair the best two edits together; null where they gain no more than the best single one, or none were looked at
     * @param lengths null where no shorter text is predicted more
     */
    record Suggested(
            @Nullable String label,
            double predicted,
            List<Suggestion> suggestions,
            @Nullable Suggestion pair,
            @Nullable Lengths lengths,
            int tried)
            implements ContentAdvice {
        public Suggested {
            suggestions = List.copyOf(suggestions);
            if (suggestions.isEmpty()) {
                throw new IllegalArgumentException("no suggestion");
            }
        }
    }

    /**
     * No edit that was tried raises the prediction.
     *
     * @param reason a plain sentence
     */
    record NothingBetter(@Nullable String label, double predicted, int tried, String reason) implements ContentAdvice {}

    default String toJson() {
        return ContentAdviceJson.write(this);
    }

    /** @throws IllegalArgumentException when the text is no advice */
    static ContentAdvice fromJson(String json) {
        return ContentAdviceJson.read(json);
    }
}
