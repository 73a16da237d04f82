package org.modelyard.ml.evaluation;

/**
 * A regression's answers beside the truth.
 *
 * @param actual finite, one a row
 * @param predicted finite, one a row; arrays are not copied and not written to
 */
public record RegressionScores(double[] actual, double[] predicted) {

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

    public int rows() {
        return actual.length;
    }

    /** All metrics of these answers. */
    public Evaluation evaluate() {
        return evaluate(MetricOptions.DEFAULT);
    }

    public Evaluation evaluate(MetricOptions options) {
        return RegressionMetrics.evaluate(this, options);
    }

    /**
     * One metric alone.
     *
     * @throws IllegalArgumentException when there is none of this name
     */
    public Metric metric(String name) {
        return RegressionMetrics.named(name, MetricOptions.DEFAULT).apply(this);
    }

    /** These rows in this order; a row may be asked for more than once. */
    public RegressionScores select(int[] rows) {
        double[] chosen = new double[rows.length];
        double[] values = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            chosen[i] = actual[rows[i]];
            values[i] = predicted[rows[i]];
        }
        return new RegressionScores(chosen, values);
    }

    /** Predicted less actual of a row. */
    double error(int row) {
        return predicted[row] - actual[row];
    }
}
