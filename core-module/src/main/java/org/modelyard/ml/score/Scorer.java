package org.modelyard.ml.score;

/** A model that answers. Safe for many threads; holds no lock while it computes. */
public interface Scorer {

    Signature signature();

    /**
     * @param row in the order of the signature's inputs; missing values are allowed, whether the signature requires the
     *     input or not
     */
    Scores score(InputRow row);
}
