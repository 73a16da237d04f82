package org.modelyard.ml.explain;

import org.modelyard.ml.score.Scores;

/** The answer that a counterfactual is to lead to. */
public sealed interface Wanted {

    boolean met(Scores scores);

    /** How near an answer is to it: greater is nearer. */
    double nearness(Scores scores);

    /** Any other label than this one. */
    record OtherThan(String label) implements Wanted {
        @Override
        public boolean met(Scores scores) {
            return !((Scores.Labelled) scores).label().equals(label);
        }

        @Override
        public double nearness(Scores scores) {
            return -Wanted.probability(scores, label);
        }
    }

    /** This label. */
    record Label(String label) implements Wanted {
        @Override
        public boolean met(Scores scores) {
            return ((Scores.Labelled) scores).label().equals(label);
        }

        @Override
        public double nearness(Scores scores) {
            return Wanted.probability(scores, label);
        }
    }

    /** A value of at least this. */
    record AtLeast(double value) implements Wanted {
        @Override
        public boolean met(Scores scores) {
            return ((Scores.Valued) scores).value() >= value;
        }

        @Override
        public double nearness(Scores scores) {
            return ((Scores.Valued) scores).value();
        }
    }

    /** A value of at most this. */
    record AtMost(double value) implements Wanted {
        @Override
        public boolean met(Scores scores) {
            return ((Scores.Valued) scores).value() <= value;
        }

        @Override
        public double nearness(Scores scores) {
            return -((Scores.Valued) scores).value();
        }
    }

    private static double probability(Scores scores, String label) {
        Scores.Labelled labelled = (Scores.Labelled) scores;
        int index = labelled.labels().indexOf(label);
        if (index < 0) {
            throw new IllegalArgumentException("The model has no label '" + label + "'.");
        }
        return labelled.probabilities()[index];
    }
}
