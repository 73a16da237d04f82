package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import org.modelyard.stats.MeanIntervals;

/**
 * What each answer costs, in any unit; a gain is a negative cost.
 *
 * @param costs costs[actual][given], square, finite; not to be written to
 */
public record CostMatrix(List<String> labels, double[][] costs) {

    public CostMatrix {
        labels = List.copyOf(labels);
        if (labels.isEmpty() || costs.length != labels.size()) {
            throw new IllegalArgumentException(costs.length + " rows for " + labels.size() + " labels");
        }
        for (double[] row : costs) {
            if (row.length != labels.size() || !Arrays.stream(row).allMatch(Double::isFinite)) {
                throw new IllegalArgumentException("the costs are not square, or one is not finite");
            }
        }
    }

    /** The label of the least expected cost; the first of equals. Right only as far as the probabilities are. */
    public int decide(double[] probabilities) {
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int given = 0; given < costs.length; given++) {
            double expected = 0;
            for (int actual = 0; actual < costs.length; actual++) {
                expected += probabilities[actual] * costs[actual][given];
            }
            if (expected < least) {
                least = expected;
                best = given;
            }
        }
        return best;
    }

    /** Mean cost of a row, were each given the label of the least expected cost; with Student's interval. */
    public Metric meanCost(ClassificationScores scores) {
        if (!scores.labels().equals(labels)) {
            throw new IllegalArgumentException("the costs are of other labels");
        }
        int k = labels.size();
        double[] paid = new double[scores.rows()];
        for (int row = 0; row < paid.length; row++) {
            int given = decide(Arrays.copyOfRange(scores.probabilities(), row * k, (row + 1) * k));
            paid[row] = costs[scores.actual()[row]][given];
        }
        return Metric.orElse(Arrays.stream(paid).average().orElse(Double.NaN), paid.length, Answers.NO_ROWS)
                .with(MeanIntervals.student(paid, Answers.CONFIDENCE), "Student's t");
    }
}
