package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.modelyard.dataset.model.Task;

/**
 * A regression's answers beside the truth. Metrics: {@code mse, rmse, mae, medianAbsoluteError, r2} (1 - residual
 * square sum / square sum about the mean; negative when worse than the mean), {@code mape} (mean of |error / actual|, a
 * share; undefined when an actual value is 0).
 *
 * @param actual finite, one a row
 * @param predicted finite, one a row
 */
public record RegressionScores(double[] actual, double[] predicted) {

    private static final String NO_ROWS = "There is no row to evaluate.";

    public RegressionScores {
        if (actual.length != predicted.length) {
            throw new IllegalArgumentException(predicted.length + " answers for " + actual.length + " rows");
        }
        for (int row = 0; row < actual.length; row++) {
            if (!Double.isFinite(actual[row]) || !Double.isFinite(predicted[row])) {
                throw new IllegalArgumentException("row " + row + ": " + predicted[row] + " for " + actual[row]);
            }
        }
    }

    public Evaluation evaluate() {
        int rows = actual.length;
        double mean = Arrays.stream(actual).average().orElse(Double.NaN);
        double[] errors = new double[rows];
        double squares = 0;
        double total = 0;
        double absolute = 0;
        double relative = 0;
        for (int row = 0; row < rows; row++) {
            double error = predicted[row] - actual[row];
            errors[row] = Math.abs(error);
            squares += error * error;
            absolute += errors[row];
            total += (actual[row] - mean) * (actual[row] - mean);
            relative += actual[row] == 0 ? Double.NaN : errors[row] / Math.abs(actual[row]);
        }
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("mse", Metric.orElse(squares / rows, rows, NO_ROWS));
        metrics.put("rmse", Metric.orElse(Math.sqrt(squares / rows), rows, NO_ROWS));
        metrics.put("mae", Metric.orElse(absolute / rows, rows, NO_ROWS));
        metrics.put("medianAbsoluteError", Metric.orElse(median(errors), rows, NO_ROWS));
        metrics.put(
                "r2",
                Metric.orElse(
                        total == 0 ? Double.NaN : 1 - squares / total,
                        rows,
                        rows == 0 ? NO_ROWS : "All actual values are the same."));
        metrics.put("mape", Metric.orElse(relative / rows, rows, rows == 0 ? NO_ROWS : "An actual value is 0."));
        return new Evaluation(Task.REGRESSION, rows, metrics, List.of(), null);
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int n = values.length;
        return n == 0 ? Double.NaN : (values[(n - 1) / 2] + values[n / 2]) / 2;
    }
}
