package org.modelyard.ml.score;

import java.util.List;

/** A model's answer for one row. */
public sealed interface Scores {

    /** Whether what is answered is a finite number: a label's score, or the value. */
    default boolean finite() {
        return Double.isFinite(this instanceof Labelled labelled ? labelled.score() : ((Valued) this).value());
    }

    /**
     * For classification.
     *
     * @param labels the model's, shared
     * @param probabilities one a label, summing to 1; the caller's own
     * @param best the position of the label that is answered: that of the largest probability, the first of equals, unless a
     *     decision threshold says otherwise
     */
    record Labelled(List<String> labels, double[] probabilities, int best) implements Scores {

        public String label() {
            return labels.get(best);
        }

        /** @return the probability of the label that is answered */
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
