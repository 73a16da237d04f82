package org.modelyard.ml.calibration;

import java.util.Arrays;
import org.modelyard.ml.binary.BinaryWriter;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.pulse.Pulse;

/**
 * Temperature scaling (Guo, Pleiss, Sun and Weinberger 2017): every probability to the same power, scaled to sum to 1. One
 * parameter, so a hundred rows suffice for any number of labels, and the order of the labels stays; it cannot mend a label
 * that is stated too often.
 *
 * @param power 1 / temperature: below 1 softens, above 1 sharpens
 */
public record TemperatureScaling(double power) implements LabelCalibration {

    static final int KIND = 2;

    private static final double LEAST_POWER = 0.01;
    private static final double MOST_POWER = 100;
    private static final int HALVINGS = 60;
    /** A probability of 0 counts as this one. */
    private static final double LEAST = 1e-12;

    public TemperatureScaling {
        if (!(power >= LEAST_POWER && power <= MOST_POWER)) {
            throw new IllegalArgumentException("a power of " + power);
        }
    }

    /**
     * The most likely power, of which the logarithmic loss is convex, by halving. As with Platt, the targets are smoothed
     * by one row that is spread over all labels, which keeps it from certainty where the rows are separated.
     */
    static TemperatureScaling fit(ClassificationScores scores) {
        if (scores.rows() == 0) {
            throw new IllegalArgumentException("no row to calibrate on");
        }
        int k = scores.labels().size();
        double[] logs = Arrays.stream(scores.probabilities())
                .map(TemperatureScaling::log)
                .toArray();
        double low = StrictMath.log(LEAST_POWER);
        double high = StrictMath.log(MOST_POWER);
        for (int halving = 0; halving < HALVINGS; halving++) {
            Pulse.beat();
            double middle = (low + high) / 2;
            if (slope(logs, k, scores.actual(), StrictMath.exp(middle)) < 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double power = StrictMath.exp((low + high) / 2);
        return new TemperatureScaling(Math.max(LEAST_POWER, Math.min(MOST_POWER, power)));
    }

    /** Derivative of the summed loss. */
    private static double slope(double[] logs, int k, int[] actual, double power) {
        int n = actual.length;
        double sum = 0;
        double[] weights = new double[k];
        for (int row = 0; row < n; row++) {
            double most = Double.NEGATIVE_INFINITY;
            double mean = 0;
            for (int label = 0; label < k; label++) {
                most = Math.max(most, logs[row * k + label]);
                mean += logs[row * k + label] / k;
            }
            double total = 0;
            double expected = 0;
            for (int label = 0; label < k; label++) {
                weights[label] = StrictMath.exp(power * (logs[row * k + label] - most));
                total += weights[label];
                expected += weights[label] * logs[row * k + label];
            }
            sum += expected / total - (n * logs[row * k + actual[row]] + mean) / (n + 1.0);
        }
        return sum;
    }

    @Override
    public void requireLabels(int labels) {
        if (labels < 2) {
            throw new IllegalArgumentException("a calibration of labels for " + labels);
        }
    }

    @Override
    public double[] calibrate(double[] probabilities) {
        double most = Double.NEGATIVE_INFINITY;
        double[] calibrated = new double[probabilities.length];
        for (int label = 0; label < calibrated.length; label++) {
            calibrated[label] = power * log(probabilities[label]);
            most = Math.max(most, calibrated[label]);
        }
        double total = 0;
        for (int label = 0; label < calibrated.length; label++) {
            calibrated[label] = StrictMath.exp(calibrated[label] - most);
            total += calibrated[label];
        }
        for (int label = 0; label < calibrated.length; label++) {
            calibrated[label] /= total;
        }
        return calibrated;
    }

    private static double log(double probability) {
        return StrictMath.log(Math.max(LEAST, probability));
    }

    @Override
    public void write(BinaryWriter out) {
        out.put(KIND).put(power);
    }
}
