package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.modelyard.stats.Proportions;

/**
 * Stated probabilities beside what happened, in ten bins of equal width. A bin holds [k/10, (k+1)/10), the last also 1.
 *
 * @param rows by bin
 * @param events rows by bin in which what was stated happened
 * @param stated sum of the probabilities by bin
 */
record CalibrationBins(long[] rows, long[] events, double[] stated) {

    static final int BINS = 10;

    private static CalibrationBins empty() {
        return new CalibrationBins(new long[BINS], new long[BINS], new double[BINS]);
    }

    private void add(double probability, boolean happened) {
        int bin = Math.min(BINS - 1, (int) (probability * BINS));
        rows[bin]++;
        events[bin] += happened ? 1 : 0;
        stated[bin] += probability;
    }

    /** Of any events; arrays of the same length. */
    static CalibrationBins of(boolean[] happened, double[] probabilities) {
        CalibrationBins bins = empty();
        for (int row = 0; row < happened.length; row++) {
            bins.add(probabilities[row], happened[row]);
        }
        return bins;
    }

    /** For two labels the positive one, else whether the label with the highest probability is right. */
    static CalibrationBins of(ClassificationScores scores) {
        CalibrationBins bins = empty();
        boolean binary = scores.labels().size() == 2;
        for (int row = 0; row < scores.rows(); row++) {
            int label = binary ? 1 : scores.predicted(row);
            bins.add(scores.probability(row, label), scores.actual()[row] == label);
        }
        return bins;
    }

    /** One label against the rest. */
    static CalibrationBins of(ClassificationScores scores, int label) {
        CalibrationBins bins = empty();
        for (int row = 0; row < scores.rows(); row++) {
            bins.add(scores.probability(row, label), scores.actual()[row] == label);
        }
        return bins;
    }

    private double total() {
        double sum = 0;
        for (long count : rows) {
            sum += count;
        }
        return sum;
    }

    /** Expected calibration error: |share - mean probability| of the bins, weighted by rows; NaN without rows. */
    double expectedError() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            sum += Math.abs(events[bin] - stated[bin]);
        }
        return sum / total();
    }

    /** The largest |share - mean probability| of a bin that has rows; NaN without rows. */
    double maximumError() {
        double most = Double.NaN;
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                double gap = Math.abs(events[bin] - stated[bin]) / rows[bin];
                most = Double.isNaN(most) ? gap : Math.max(most, gap);
            }
        }
        return most;
    }

    /** Murphy's decomposition (1973): mean squared gap of share and mean probability; 0 is perfectly calibrated. */
    double reliability() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double gap = events[bin] - stated[bin];
            sum += rows[bin] == 0 ? 0 : gap * gap / rows[bin];
        }
        return sum / total();
    }

    /** Murphy's decomposition: mean squared distance of the bins' shares from the overall share. */
    double resolution() {
        double sum = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double distance = rows[bin] == 0 ? 0 : (double) events[bin] / rows[bin] - share();
            sum += rows[bin] * distance * distance;
        }
        return sum / total();
    }

    /** Murphy's decomposition: the variance of what happened, which no model changes. */
    double uncertainty() {
        return share() * (1 - share());
    }

    private double share() {
        double sum = 0;
        for (long count : events) {
            sum += count;
        }
        return sum / total();
    }

    /** The bins that have rows, for a reliability diagram. */
    List<ReliabilityBin> diagram(double confidence) {
        List<ReliabilityBin> diagram = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            if (rows[bin] > 0) {
                diagram.add(new ReliabilityBin(
                        (double) bin / BINS,
                        (bin + 1.0) / BINS,
                        rows[bin],
                        stated[bin] / rows[bin],
                        (double) events[bin] / rows[bin],
                        Proportions.wilson(events[bin], rows[bin], confidence)));
            }
        }
        return diagram;
    }
}
