package org.modelyard.ml.evaluation;

/** What a decision threshold is chosen for. */
public sealed interface ThresholdObjective {

    /** The greater the better; NaN where the threshold is not allowed. */
    double value(long hits, long falseAlarms, long positives, long negatives);

    /**
     * The greatest F-beta.
     *
     * @param beta above 0: 1 for F1, 2 to weigh recall more
     */
    record FBetaScore(double beta) implements ThresholdObjective {
        public FBetaScore {
            if (!(beta > 0) || !Double.isFinite(beta)) {
                throw new IllegalArgumentException("a beta of " + beta);
            }
        }

        @Override
        public double value(long hits, long falseAlarms, long positives, long negatives) {
            return FBeta.value(hits, positives, hits + falseAlarms, beta);
        }
    }

    /**
     * The least mean cost; the value is its negative.
     *
     * @param falseAlarm cost of a negative row that is called positive, at least 0
     * @param miss cost of a positive row that is called negative, at least 0
     */
    record Cost(double falseAlarm, double miss) implements ThresholdObjective {
        public Cost {
            if (!(falseAlarm >= 0 && miss >= 0 && falseAlarm + miss > 0) || !Double.isFinite(falseAlarm + miss)) {
                throw new IllegalArgumentException("costs of " + falseAlarm + " and " + miss);
            }
        }

        @Override
        public double value(long hits, long falseAlarms, long positives, long negatives) {
            return -(falseAlarm * falseAlarms + miss * (positives - hits)) / (positives + negatives);
        }
    }

    /**
     * The greatest precision among the thresholds that reach a recall.
     *
     * @param recall above 0, at most 1
     */
    record PrecisionAtRecall(double recall) implements ThresholdObjective {
        public PrecisionAtRecall {
            if (!(recall > 0 && recall <= 1)) {
                throw new IllegalArgumentException("a recall of " + recall);
            }
        }

        @Override
        public double value(long hits, long falseAlarms, long positives, long negatives) {
            return hits < recall * positives ? Double.NaN : (double) hits / (hits + falseAlarms);
        }
    }
}
