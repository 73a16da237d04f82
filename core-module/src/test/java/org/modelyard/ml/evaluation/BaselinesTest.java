package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.modelyard.evaluation.model.LabelledTable;
import org.modelyard.evaluation.model.ValuedTable;

/** What stands beside an evaluation. */
class BaselinesTest {

    private static final ClassificationScores SCORES = new ClassificationScores(
            List.of("no", "yes"), new int[] {0, 0, 0, 1}, new double[] {0.9, 0.1, 0.8, 0.2, 0.4, 0.6, 0.3, 0.7});

    @Test
    void the_most_frequent_label_of_training_is_measured_on_the_same_rows() {
        ConstantAnswer.Shares shares = new ConstantAnswer.Shares(List.of("no", "yes"), new double[] {0.6, 0.4});
        Evaluation evaluation = new LabelledTable(SCORES).evaluate(null, shares);
        BaselineRow constant = evaluation.baselines().get(0);
        assertThat(constant.answer()).isEqualTo("always 'no', the most frequent label of training");
        assertThat(constant.metrics().keySet())
                .containsExactly("accuracy", "balancedAccuracy", "f1Macro", "rocAuc", "logLoss", "brier");
        assertThat(metric(constant, "accuracy").value()).isEqualTo(0.75);
        assertThat(metric(constant, "balancedAccuracy").value()).isEqualTo(0.5);
        assertThat(metric(constant, "logLoss").value())
                .isCloseTo(-(3 * Math.log(0.6) + Math.log(0.4)) / 4, within(1e-12));
        assertThat(Evaluation.fromJson(evaluation.toJson()).baselines()).isEqualTo(evaluation.baselines());
        assertThat(SCORES.evaluate().toJson()).doesNotContain("baselines");
    }

    @Test
    void the_mean_of_training_has_no_explained_variance() {
        ValuedTable answers = new ValuedTable(new RegressionScores(new double[] {1, 2, 3}, new double[] {1, 2, 4}));
        BaselineRow mean =
                answers.evaluate(null, new ConstantAnswer.Mean(2)).baselines().get(0);
        assertThat(mean.metrics().keySet()).containsExactly("r2", "rmse", "mae", "medianAbsoluteError");
        assertThat(metric(mean, "r2").value()).isZero();
        assertThat(metric(mean, "mae").value()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void another_version_stands_beside_it_or_says_why_not() {
        Evaluation evaluation = SCORES.evaluate();
        assertThat(Baselines.version("version 1", evaluation, evaluation)
                        .metrics()
                        .get("accuracy"))
                .isEqualTo(evaluation.metrics().get("accuracy"));
        BaselineRow without = Baselines.without("version 1", "It has learnt from 2 of these rows.", evaluation);
        assertThat(metric(without, "accuracy").reason()).isEqualTo("It has learnt from 2 of these rows.");
        Evaluation both = evaluation.beside(without).beside(without);
        assertThat(Evaluation.fromJson(both.toJson()).baselines()).hasSize(2);
    }

    private static Metric metric(BaselineRow row, String name) {
        return Objects.requireNonNull(row.metrics().get(name), name);
    }
}
