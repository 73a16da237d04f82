package org.modelyard.ml.evaluation;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;
import org.modelyard.stats.Interval;

/**
 * Agreement of two labellings beyond what their marginal counts alone would give.
 *
 * @param value at most 1; NaN where undefined
 * @param standardError by Fleiss, Cohen and Everitt (1969), asymptotic; NaN where undefined
 */
public record Kappa(double value, double standardError) {

    /** How much a pair of labels agrees, 1 for the same. */
    interface Agreement {
        double of(int actual, int given);
    }

    static Kappa of(long[][] counts, Agreement weight) {
        int k = counts.length;
        double[] rows = new double[k];
        double[] columns = new double[k];
        double n = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                rows[i] += counts[i][j];
                columns[j] += counts[i][j];
                n += counts[i][j];
            }
        }
        double[] meanOfRow = new double[k];
        double[] meanOfColumn = new double[k];
        double observed = 0;
        double expected = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double w = weight.of(i, j);
                meanOfRow[i] += w * columns[j] / n;
                meanOfColumn[j] += w * rows[i] / n;
                observed += w * counts[i][j] / n;
                expected += w * rows[i] / n * columns[j] / n;
            }
        }
        // a tiny rest of rounding is no disagreement
        if (!(1 - expected > 1e-15)) {
            return new Kappa(Double.NaN, Double.NaN);
        }
        double kappa = (observed - expected) / (1 - expected);
        double sum = 0;
        for (int i = 0; i < k; i++) {
            for (int j = 0; j < k; j++) {
                double part = weight.of(i, j) - (meanOfRow[i] + meanOfColumn[j]) * (1 - kappa);
                sum += counts[i][j] / n * part * part;
            }
        }
        double centre = kappa - expected * (1 - kappa);
        double variance = (sum - centre * centre) / (n * (1 - expected) * (1 - expected));
        return new Kappa(kappa, Math.sqrt(Math.max(0, variance)));
    }

    /** By the normal approximation, cut at -1 and 1; null when the error is unknown or 0. */
    public @Nullable Interval interval(double confidence) {
        if (!(standardError > 0)) {
            return null;
        }
        double half = standardError * NormalDistribution.of(0, 1).inverseSurvivalProbability((1 - confidence) / 2);
        return new Interval(Math.max(-1, value - half), Math.min(1, value + half), confidence);
    }
}
