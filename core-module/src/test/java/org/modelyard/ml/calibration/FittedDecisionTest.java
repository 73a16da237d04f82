package org.modelyard.ml.calibration;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.calibration.LabelCalibration.Method;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ReliabilityBin;
import org.modelyard.ml.evaluation.ThresholdObjective.Cost;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scorer;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.model.Refusal;

class FittedDecisionTest {

    private static final List<String> TWO = List.of("no", "yes");

    @Test
    void boastful_probabilities_are_calibrated_and_the_threshold_is_that_of_the_costs() {
        FittedDecision fitted = FittedDecision.of(
                scorer(3), table(new Random(1), 4_000), new DecisionPlan(Method.PLATT, new Cost(1, 4), 0.2), 7);
        CalibrationReport report = requireNonNull(fitted.report());
        assertThat(report.applied()).isTrue();
        assertThat(report.eceBefore().value()).isGreaterThan(0.1);
        assertThat(report.eceAfter().value()).isLessThan(0.05);
        assertThat(report.before()).hasSize(10);
        assertThat(gap(report.after())).isLessThan(gap(report.before()) / 2);
        assertThat(CalibrationReport.fromJson(report.toJson())).isEqualTo(report);
        assertThat(requireNonNull(fitted.decision().threshold()).threshold()).isCloseTo(0.2, within(0.07));
        OneVersusRest maps = (OneVersusRest) requireNonNull(fitted.decision().calibration());
        assertThat(((PlattScaling) maps.maps().get(0)).slope()).isCloseTo(1 / 3.0, within(0.05));
        assertThat(FittedDecision.of(
                        scorer(3), table(new Random(1), 4_000), new DecisionPlan(Method.PLATT, new Cost(1, 4), 0.2), 7))
                .isEqualTo(fitted);
    }

    @Test
    void what_is_honest_already_is_mostly_left_alone() {
        int applied = 0;
        for (int round = 0; round < 40; round++) {
            FittedDecision fitted = FittedDecision.of(
                    scorer(1), table(new Random(round), 300), new DecisionPlan(Method.PLATT, null, 0.2), 7);
            applied += requireNonNull(fitted.report()).applied() ? 1 : 0;
            assertThat(fitted.decision().calibration() != null)
                    .isEqualTo(requireNonNull(fitted.report()).applied());
        }
        assertThat(applied).isLessThan(20);
    }

    @Test
    void what_the_rows_or_the_model_do_not_allow_is_refused() {
        refused(scorer(1), 99, new DecisionPlan(Method.PLATT, null, 0.2), "A calibration needs 100 rows");
        refused(scorer(1), 12, new DecisionPlan(null, new Cost(1, 1), 0.2), "10 are needed");
        Scorer three = scorer(List.of("no", "perhaps", "yes"));
        refused(three, 500, new DecisionPlan(null, new Cost(1, 1), 0.2), "this model has 3");
        refused(three, 500, new DecisionPlan(Method.PLATT, null, 0.2), "0 have the label 'perhaps'");
        refused(scorer(List.of()), 500, new DecisionPlan(Method.PLATT, null, 0.2), "A regression has no probabilities");
        assertThat(FittedDecision.of(
                                three, table(new Random(1), 500), new DecisionPlan(Method.TEMPERATURE, null, 0.2), 1)
                        .report())
                .isNotNull();
    }

    /** Mean distance of what was stated from what happened, by rows: what the diagram draws. */
    private static double gap(List<ReliabilityBin> bins) {
        double rows = bins.stream().mapToLong(ReliabilityBin::rows).sum();
        return bins.stream()
                .mapToDouble(bin -> bin.rows() * Math.abs(bin.stated() - bin.share()) / rows)
                .sum();
    }

    private static void refused(Scorer scorer, int rows, DecisionPlan plan, String why) {
        assertThatExceptionOfType(Refusal.Invalid.class)
                .isThrownBy(() -> FittedDecision.of(scorer, table(new Random(1), rows), plan, 7))
                .withMessageContaining(why);
    }

    /** States the logistic function of so many times the input. */
    private static Scorer scorer(double boast) {
        return scorer(TWO, row -> {
            double p = 1 / (1 + Math.exp(-boast * row.numbers()[0]));
            return new Scores.Labelled(TWO, new double[] {1 - p, p}, p > 0.5 ? 1 : 0);
        });
    }

    private static Scorer scorer(List<String> labels) {
        return scorer(labels, row -> new Scores.Labelled(labels, new double[] {0.5, 0.2, 0.3}, 0));
    }

    private static Scorer scorer(List<String> labels, java.util.function.Function<InputRow, Scores> answer) {
        return new Scorer() {
            @Override
            public Signature signature() {
                return new Signature(
                        labels.isEmpty() ? Task.REGRESSION : Task.CLASSIFICATION,
                        List.of(new Signature.Input(new FeatureSpec("x", FeatureType.NUMERIC), true)),
                        labels);
            }

            @Override
            public Scores score(InputRow row) {
                return answer.apply(row);
            }
        };
    }

    private static Table table(Random random, int rows) {
        double[] x = new double[rows];
        int[] codes = new int[rows];
        for (int row = 0; row < rows; row++) {
            x[row] = 1.5 * random.nextGaussian();
            codes[row] = random.nextDouble() < 1 / (1 + Math.exp(-x[row])) ? 1 : 0;
        }
        return new Table(
                new Schema(Task.CLASSIFICATION, "y", List.of(new FeatureSpec("x", FeatureType.NUMERIC))),
                List.of(new Column.Numbers(x)),
                new Column.Categories(codes, TWO.toArray(String[]::new)));
    }
}
