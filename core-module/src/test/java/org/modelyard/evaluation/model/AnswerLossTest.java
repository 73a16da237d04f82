package org.modelyard.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.ComparisonPlan;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.evaluation.RegressionScores;

class AnswerLossTest {

    private static final ComparisonPlan LABELS = ComparisonPlan.standard(Task.CLASSIFICATION, 42);
    private static final ConstantAnswer SHARES =
            new ConstantAnswer.Shares(List.of("no", "yes"), new double[] {0.5, 0.5});

    /** The positive label's probability is 0.9 where it is right, but for the rows that are turned. */
    private static LabelledTable answers(int rows, int turned, double shift) {
        SplittableRandom random = new SplittableRandom(3);
        int[] actual = new int[rows];
        double[] probabilities = new double[2 * rows];
        for (int row = 0; row < rows; row++) {
            actual[row] = random.nextInt(2);
            double right = (row < turned ? 0.1 : 0.9) - shift;
            probabilities[2 * row + actual[row]] = right;
            probabilities[2 * row + 1 - actual[row]] = 1 - right;
        }
        return new LabelledTable(new ClassificationScores(List.of("no", "yes"), actual, probabilities));
    }

    @Test
    void what_is_lost_is_told_with_its_interval_and_the_worst_answer() {
        AnswerLoss loss = AnswerLoss.of(answers(1_000, 10, 0), answers(1_000, 40, 0), SHARES, LABELS);
        assertThat(loss.rows()).isEqualTo(1_000);
        assertThat(loss.measuredRows()).isEqualTo(1_000);
        assertThat(loss.worstDifference()).isCloseTo(0.8, within(1e-12));
        assertThat(loss.changedAnswers()).isEqualTo(30);
        AnswerLoss.MetricLoss accuracy = loss.metrics().get(0);
        assertThat(accuracy.metric()).isEqualTo("accuracy");
        assertThat(accuracy.before()).isEqualTo(0.99);
        assertThat(accuracy.after()).isEqualTo(0.96);
        assertThat(accuracy.loss()).isCloseTo(0.03, within(1e-12));
        assertThat(accuracy.low()).isBetween(0.0, 0.03);
        assertThat(accuracy.high()).isBetween(0.03, 0.06);
        AnswerLoss back = AnswerLoss.of(answers(1_000, 40, 0), answers(1_000, 10, 0), SHARES, LABELS);
        assertThat(back.metrics().get(0).loss()).isCloseTo(-0.03, within(1e-12));
    }

    @Test
    void where_no_label_changes_the_reason_stands_instead_of_an_interval() {
        AnswerLoss loss = AnswerLoss.of(answers(1_000, 10, 0), answers(1_000, 10, 1e-3), SHARES, LABELS);
        assertThat(loss.changedAnswers()).isZero();
        assertThat(loss.worstDifference()).isCloseTo(1e-3, within(1e-12));
        assertThat(loss.metrics().get(0).loss()).isZero();
        assertThat(loss.metrics().get(0).low()).isNull();
        assertThat(loss.metrics().get(0).reason()).isNotBlank();
    }

    @Test
    void of_very_many_rows_some_are_measured_and_all_are_looked_at() {
        AnswerLoss loss = AnswerLoss.of(answers(12_000, 0, 0), answers(12_000, 1, 0), SHARES, LABELS);
        assertThat(loss.rows()).isEqualTo(12_000);
        assertThat(loss.measuredRows()).isEqualTo(10_000);
        assertThat(loss.changedAnswers()).isEqualTo(1);
    }

    @Test
    void numbers_differ_in_their_own_unit_and_have_no_labels() {
        double[] actual = new double[100];
        double[] before = new double[100];
        double[] after = new double[100];
        for (int row = 0; row < 100; row++) {
            actual[row] = row;
            before[row] = row + (row % 2 == 0 ? 1 : -1);
            after[row] = before[row] + (row == 7 ? -3 : 0);
        }
        AnswerLoss loss = AnswerLoss.of(
                new ValuedTable(new RegressionScores(actual, before)),
                new ValuedTable(new RegressionScores(actual, after)),
                new ConstantAnswer.Mean(50),
                ComparisonPlan.standard(Task.REGRESSION, 42));
        assertThat(loss.worstDifference()).isEqualTo(3);
        assertThat(loss.changedAnswers()).isNull();
        assertThat(loss.metrics().get(0).metric()).isEqualTo("mae");
        assertThat(loss.metrics().get(0).loss()).isCloseTo(0.03, within(1e-12));
    }

    @Test
    void answers_to_other_rows_are_no_loss() {
        assertThatThrownBy(() -> AnswerLoss.of(answers(100, 0, 0), answers(90, 0, 0), SHARES, LABELS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
