package org.modelyard.ml.score;

/** A model that answers. Safe for many threads; holds no lock while it computes. */
public interface Scorer {

    Signature signature();

    /**
     * @param row in the order of the signature's inputs; missing values are allowed, whether the signature requires the
     *     input or not
     */
    Scores score(InputRow row);

    /**
     * The same, and what is answered beside the target: the row is looked at once for all of it.
     *
     * @param others gets an answer for each of the signature's outputs, in their order
     * @throws IllegalArgumentException when there are not so many
     */
    default Scores score(InputRow row, Scores[] others) {
        if (others.length > 0) {
            throw new IllegalArgumentException("this model answers one question, not " + (1 + others.length));
        }
        return score(row);
    }
}
