package org.modelyard.ml.score;

import java.util.List;

/** A model's answer for one row. */
public sealed interface Scores {

    /**
     * For classification.
     *
     * @param labels the model's, shared
     * @param probabilities one a label, summing to 1; the caller's own
     * @param best the position of the largest probability, the first of equals
     */
    record Labelled(List<String> labels, double[] probabilities, int best) implements Scores {

        public String label() {
            return labels.get(best);
        }

        /** @return the probability of the best label */
        public double score() {
            return probabilities[best];
        }
    }

    /**
     * For regression.
     *
     * @param value in the target's unit
     */
    record Valued(double value) implements Scores {}
}
