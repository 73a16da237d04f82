package org.modelyard.ml.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Predicted less actual, over what was predicted.
 *
 * @param predicted of chosen rows, ascending: evenly spread over the order of the predictions, and the rows of the largest
 *     errors, which are what one looks for; not to be written to
 * @param residual of the same rows
 * @param bins all rows, about as many in each bin, ascending
 */
public record Residuals(double[] predicted, double[] residual, List<Bin> bins) {

    private static final int BINS = 20;
    private static final int LARGEST = 40;

    /**
     * Rows of about the same prediction.
     *
     * @param predicted mean prediction
     * @param low 10 % of the residuals lie at or below it
     * @param mean of the residuals
     * @param high 90 % of the residuals lie at or below it
     */
    public record Bin(long rows, double predicted, double low, double mean, double high) {}

    public Residuals {
        bins = List.copyOf(bins);
        if (predicted.length != residual.length) {
            throw new IllegalArgumentException(residual.length + " residuals for " + predicted.length + " answers");
        }
    }

    static Residuals of(RegressionScores scores) {
        int n = scores.rows();
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer row) -> scores.predicted()[row]));
        boolean[] chosen = new boolean[n];
        if (n <= Curve.MOST_POINTS) {
            Arrays.fill(chosen, true);
        } else {
            Integer[] bySize = order.clone();
            Arrays.sort(bySize, Comparator.comparingDouble((Integer row) -> -Math.abs(scores.error(row))));
            for (int i = 0; i < LARGEST; i++) {
                chosen[bySize[i]] = true;
            }
            int even = Curve.MOST_POINTS - LARGEST;
            for (int i = 0; i < even; i++) {
                chosen[order[(int) ((long) i * (n - 1) / (even - 1))]] = true;
            }
        }
        int[] rows = Arrays.stream(order)
                .filter(row -> chosen[row])
                .mapToInt(Integer::intValue)
                .toArray();
        return new Residuals(
                Arrays.stream(rows).mapToDouble(row -> scores.predicted()[row]).toArray(),
                Arrays.stream(rows).mapToDouble(scores::error).toArray(),
                bins(scores, order));
    }

    private static List<Bin> bins(RegressionScores scores, Integer[] order) {
        List<Bin> bins = new ArrayList<>();
        int count = Math.min(BINS, order.length);
        for (int bin = 0; bin < count; bin++) {
            int from = (int) ((long) bin * order.length / count);
            int to = (int) ((bin + 1L) * order.length / count);
            double[] errors = new double[to - from];
            double predicted = 0;
            for (int i = from; i < to; i++) {
                errors[i - from] = scores.error(order[i]);
                predicted += scores.predicted()[order[i]] / errors.length;
            }
            Arrays.sort(errors);
            bins.add(new Bin(
                    errors.length,
                    predicted,
                    errors[(int) Math.ceil(0.1 * errors.length) - 1],
                    Arrays.stream(errors).average().orElse(Double.NaN),
                    errors[(int) Math.ceil(0.9 * errors.length) - 1]));
        }
        return bins;
    }
}
