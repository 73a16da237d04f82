package org.modelyard.ml.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.modelyard.stats.MeanIntervals;

/**
 * What each answer costs, in any unit; a gain is a negative cost.
 *
 * @param costs costs[actual][given], square, finite; not to be written to
 */
public record CostMatrix(List<String> labels, double[][] costs) {

    private static final String STUDENT = "Student's t";

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

    /**
     * Mean cost of a row by the label that it was given; with Student's interval.
     *
     * @return undefined when a row has, or was given, a label without costs
     */
    public Metric meanCost(ClassificationScores scores) {
        int[] places = places(scores);
        return mean(scores, places, row -> places[scores.predicted(row)]);
    }

    /** As {@link #meanCost}, were each row given the label of the least expected cost. */
    public Metric leastMeanCost(ClassificationScores scores) {
        int[] places = places(scores);
        int k = scores.labels().size();
        double[] own = new double[labels.size()];
        return mean(scores, places, row -> {
            for (int label = 0; label < k; label++) {
                if (places[label] >= 0) {
                    own[places[label]] = scores.probabilities()[row * k + label];
                }
            }
            return decide(own);
        });
    }

    /** Of each label of the scores its place here; -1 where it has no costs. */
    private int[] places(ClassificationScores scores) {
        return scores.labels().stream().mapToInt(labels::indexOf).toArray();
    }

    private Metric mean(ClassificationScores scores, int[] places, IntUnaryOperator given) {
        double[] paid = new double[scores.rows()];
        for (int row = 0; row < paid.length; row++) {
            int actual = places[scores.actual()[row]];
            int answer = given.applyAsInt(row);
            if (actual < 0 || answer < 0) {
                int unknown = actual < 0 ? scores.actual()[row] : scores.predicted(row);
                return Metric.undefined(
                        paid.length,
                        "Nothing is declared for the label '" + scores.labels().get(unknown) + "'.");
            }
            paid[row] = costs[actual][answer];
        }
        return Metric.orElse(Arrays.stream(paid).average().orElse(Double.NaN), paid.length, Answers.NO_ROWS)
                .with(MeanIntervals.student(paid, Answers.CONFIDENCE), STUDENT);
    }

    /** The same as gains, each cost with its sign turned. */
    CostMatrix negated() {
        double[][] turned = new double[costs.length][];
        for (int row = 0; row < costs.length; row++) {
            turned[row] =
                    Arrays.stream(costs[row]).map(cost -> 0 - cost).toArray(); // 0 - 0 is 0, and -0 would be written
        }
        return new CostMatrix(labels, turned);
    }
}
