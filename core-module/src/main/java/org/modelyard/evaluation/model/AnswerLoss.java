package org.modelyard.evaluation.model;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.data.Rows;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Comparison;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.evaluation.MetricComparison;
import org.modelyard.stats.Interval;

/**
 * What a model that was made of another loses in answers, on rows that neither has learnt from.
 *
 * @param rows that both were asked about
 * @param worstDifference the largest of a probability, or of a number in the target's unit
 * @param changedAnswers rows that are answered with another label; null for a regression
 * @param measuredRows of these, those that the metrics are of: some, drawn at random, where all would take too long
 */
public record AnswerLoss(
        long rows, double worstDifference, @Nullable Long changedAnswers, long measuredRows, List<MetricLoss> metrics) {

    /** Numbers that a draw of the bootstrap copies at most; two thousand draws are then a matter of seconds. */
    private static final int MOST_NUMBERS = 200_000;

    private static final int MOST_ROWS = 10_000;
    private static final int FEWEST_ROWS = 500;

    /**
     * Of a metric; undefined values are null.
     *
     * @param loss how much worse it is, in the metric's unit; below 0 it is better
     * @param low of the 95 % interval of the loss, by the paired tests that compare versions
     * @param reason why there is no interval; null where there is one
     */
    public record MetricLoss(
            String metric,
            @Nullable Double before,
            @Nullable Double after,
            @Nullable Double loss,
            @Nullable Double low,
            @Nullable Double high,
            @Nullable String method,
            @Nullable String reason) {

        static MetricLoss of(MetricComparison compared) {
            Interval gain = compared.interval();
            return new MetricLoss(
                    compared.metric(),
                    defined(compared.champion().value()),
                    defined(compared.candidate().value()),
                    defined(-compared.gain()),
                    gain == null ? null : defined(-gain.high()),
                    gain == null ? null : defined(-gain.low()),
                    compared.method(),
                    compared.reason());
        }

        private static @Nullable Double defined(double value) {
            return Double.isNaN(value) ? null : value + 0.0; // no -0.0
        }
    }

    public AnswerLoss {
        metrics = List.copyOf(metrics);
    }

    /**
     * @param before answers of the model that was
     * @param after answers of the other to the same rows
     * @throws IllegalArgumentException when they are not about the same rows
     */
    public static AnswerLoss of(TableScores before, TableScores after, ConstantAnswer constant, ComparisonPlan plan) {
        double worst = worst(before, after);
        int[] sample = sample(before, plan.seed());
        Comparison compared = SideBySide.compare(before.select(sample), after.select(sample), constant, plan);
        return new AnswerLoss(
                before.rows(),
                worst,
                before instanceof LabelledTable first && after instanceof LabelledTable second
                        ? changed(first.scores(), second.scores())
                        : null,
                sample.length,
                compared.metrics().stream().map(MetricLoss::of).toList());
    }

    private static int[] sample(TableScores answers, long seed) {
        int numbers =
                answers instanceof LabelledTable table ? table.scores().labels().size() : 1;
        int most = Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, MOST_NUMBERS / numbers));
        int[] order = Rows.shuffled(answers.rows(), new SplittableRandom(seed));
        int[] sample = Arrays.copyOf(order, Math.min(most, order.length));
        Arrays.sort(sample);
        return sample;
    }

    private static double worst(TableScores before, TableScores after) {
        double[] first = numbers(before);
        double[] second = numbers(after);
        if (first.length != second.length) {
            throw new IllegalArgumentException("answers to other rows");
        }
        double worst = 0;
        for (int i = 0; i < first.length; i++) {
            worst = Math.max(worst, Math.abs(first[i] - second[i]));
        }
        return worst;
    }

    private static double[] numbers(TableScores answers) {
        return answers instanceof LabelledTable labelled
                ? labelled.scores().probabilities()
                : ((ValuedTable) answers).scores().predicted();
    }

    private static long changed(ClassificationScores before, ClassificationScores after) {
        long changed = 0;
        for (int row = 0; row < before.rows(); row++) {
            changed += before.predicted(row) == after.predicted(row) ? 0 : 1;
        }
        return changed;
    }
}
