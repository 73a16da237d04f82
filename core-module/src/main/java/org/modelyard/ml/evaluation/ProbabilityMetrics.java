package org.modelyard.ml.evaluation;

/** How far stated probabilities can be trusted. Each needs at least one row and is NaN without. */
final class ProbabilityMetrics {

    static final int BINS = 10;
    /** A probability of 0 counts as this much: one wrong certainty would else make the loss infinite. */
    private static final double LEAST = Math.ulp(1.0);

    private ProbabilityMetrics() {}

    /** Mean of -ln p(actual label), in nats. */
    static double logLoss(ClassificationScores scores) {
        double sum = 0;
        for (int row = 0; row < scores.rows(); row++) {
            double p = scores.probability(row, scores.actual()[row]);
            sum -= Math.log(Math.min(1 - LEAST, Math.max(LEAST, p)));
        }
        return sum / scores.rows();
    }

    /** Mean squared error of p(positive) for two labels, else of all labels summed: 0-1 and 0-2. */
    static double brier(ClassificationScores scores) {
        boolean binary = scores.labels().size() == 2;
        double sum = 0;
        for (int row = 0; row < scores.rows(); row++) {
            for (int label = binary ? 1 : 0; label < scores.labels().size(); label++) {
                double error = scores.probability(row, label) - (scores.actual()[row] == label ? 1 : 0);
                sum += error * error;
            }
        }
        return sum / scores.rows();
    }

    /**
     * Expected calibration error, 0-1: over ten bins of equal width, |share - mean probability| weighted by rows. For
     * two labels of the positive one, else of the predicted label being right. A bin holds [k/10, (k+1)/10), the last
     * also 1.
     */
    static double calibrationError(ClassificationScores scores) {
        boolean binary = scores.labels().size() == 2;
        double[] gap = new double[BINS];
        for (int row = 0; row < scores.rows(); row++) {
            int label = binary ? 1 : scores.predicted(row);
            double p = scores.probability(row, label);
            gap[Math.min(BINS - 1, (int) (p * BINS))] += (scores.actual()[row] == label ? 1 : 0) - p;
        }
        double sum = 0;
        for (double difference : gap) {
            sum += Math.abs(difference);
        }
        return sum / scores.rows();
    }
}
