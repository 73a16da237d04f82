package org.modelyard.ml.score;

/** A model of so many weights, counted like any other of the package's; it answers with its number. */
public record Weighty(long number, double[] weights, Signature signature) implements Scorer {

    @Override
    public Scores score(InputRow row) {
        return new Scores.Valued(number);
    }
}
