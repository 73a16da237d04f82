package org.modelyard.ml.evaluation;

/**
 * One split of the rows. No row is in both.
 *
 * @param train rows to learn from, ascending; not to be written to
 * @param test rows to be asked about, ascending; not to be written to
 */
public record Fold(int[] train, int[] test) {

    /** Evaluation rows over training rows. */
    public double overlap() {
        return (double) test.length / train.length;
    }
}
