package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.modelyard.stats.Interval;

class EvaluationTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final List<String> THREE = List.of("a", "b", "c");

    @Test
    void without_rows_every_metric_is_undefined_and_says_so() {
        for (Evaluation evaluation : List.of(
                new ClassificationScores(TWO, new int[0], new double[0]).evaluate(),
                new ClassificationScores(THREE, new int[0], new double[0]).evaluate(),
                new RegressionScores(new double[0], new double[0]).evaluate())) {
            assertThat(evaluation.metrics()).isNotEmpty();
            assertThat(evaluation.metrics().values()).allSatisfy(metric -> {
                assertThat(metric.value()).isNaN();
                assertThat(metric.reason()).isNotBlank();
            });
        }
    }

    @Test
    void one_label_alone_leaves_the_curve_undefined() {
        Evaluation evaluation =
                new ClassificationScores(TWO, new int[] {1, 1}, new double[] {0.1, 0.9, 0.4, 0.6}).evaluate();
        assertThat(evaluation.value("accuracy")).isEqualTo(1);
        assertThat(reason(evaluation, "rocAuc")).isEqualTo("All rows have the same label.");
        assertThat(evaluation.value("mcc")).isNaN();
    }

    @Test
    void a_label_that_is_never_predicted_leaves_precision_undefined_and_f1_zero() {
        Evaluation evaluation = new ClassificationScores(
                        THREE, new int[] {0, 1, 2}, new double[] {1, 0, 0, 0, 1, 0, 0.6, 0.4, 0})
                .evaluate();
        assertThat(reason(evaluation, "precisionMacro")).contains("'c' was never predicted");
        assertThat(evaluation.classes().get(2).f1()).isZero();
        assertThat(evaluation.value("recallMacro")).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(evaluation.value("f1Macro")).isCloseTo((2 / 3.0 + 1 + 0) / 3, within(1e-12));
        assertThat(evaluation.value("logLoss")).isCloseTo(-Math.log(Math.ulp(1.0)) / 3, within(1e-9));
    }

    @Test
    void a_constant_answer_has_an_area_of_one_half() {
        AreaUnderCurve area = AreaUnderCurve.of(new boolean[] {true, false, true, false}, new double[4]);
        assertThat(area.value()).isEqualTo(0.5);
        assertThat(AreaUnderCurve.of(new boolean[] {true, true}, new double[2]).value())
                .isNaN();
    }

    @Test
    void a_perfect_area_claims_no_interval() {
        assertThat(AreaUnderCurve.of(new boolean[] {true, true, false, false}, new double[] {4, 3, 2, 1})
                        .interval(0.95))
                .isNull();
    }

    @Test
    void the_intervals_cover_the_truth_as_often_as_they_say() {
        Random random = new Random(11);
        int covered = 0;
        int accuracyCovered = 0;
        int rounds = 500;
        // scores N(1,1) against N(0,1): the area is Phi(1/sqrt 2)
        double truth = 0.7602499389;
        for (int round = 0; round < rounds; round++) {
            boolean[] positive = new boolean[200];
            double[] score = new double[200];
            int correct = 0;
            for (int i = 0; i < 200; i++) {
                positive[i] = i < 80;
                score[i] = random.nextGaussian() + (positive[i] ? 1 : 0);
                correct += random.nextDouble() < 0.9 ? 1 : 0;
            }
            Interval interval = AreaUnderCurve.of(positive, score).interval(0.95);
            covered += interval != null && interval.contains(truth) ? 1 : 0;
            accuracyCovered +=
                    org.modelyard.stats.Proportions.wilson(correct, 200, 0.95).contains(0.9) ? 1 : 0;
        }
        // four standard errors of a share of 0.95 in 500 rounds are 0.039
        assertThat(covered / (double) rounds).isBetween(0.911, 0.989);
        assertThat(accuracyCovered / (double) rounds).isBetween(0.911, 0.989);
    }

    @Test
    void mape_and_r2_are_undefined_where_they_would_divide_by_zero() {
        Evaluation evaluation = new RegressionScores(new double[] {0, 0}, new double[] {1, 0}).evaluate();
        assertThat(reason(evaluation, "mape")).isEqualTo("An actual value is 0.");
        assertThat(reason(evaluation, "r2")).isEqualTo("All actual values are the same.");
        assertThat(evaluation.value("mae")).isEqualTo(0.5);
        assertThat(new RegressionScores(new double[] {1e200}, new double[] {-1e200})
                        .evaluate()
                        .value("mse"))
                .isNaN();
    }

    @Test
    void json_keeps_everything_and_writes_undefined_as_null() {
        Evaluation evaluation = new ClassificationScores(
                        THREE, new int[] {0, 1, 2}, new double[] {1, 0, 0, 0, 1, 0, 0.6, 0.4, 0})
                .evaluate();
        String json = evaluation.toJson();
        assertThat(json).contains("\"value\":null").doesNotContain("NaN");
        Evaluation again = Evaluation.fromJson(json);
        assertThat(again.metrics()).isEqualTo(evaluation.metrics());
        assertThat(again.metrics().keySet())
                .containsExactlyElementsOf(evaluation.metrics().keySet());
        assertThat(again.classes()).isEqualTo(evaluation.classes());
        assertThat(requireNonNull(again.confusion()).counts())
                .isDeepEqualTo(requireNonNull(evaluation.confusion()).counts());
        assertThatIllegalArgumentException().isThrownBy(() -> Evaluation.fromJson("{\"task\":"));
        assertThatIllegalArgumentException().isThrownBy(() -> Evaluation.fromJson("{}"));
    }

    @Test
    void what_is_no_probability_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassificationScores(TWO, new int[] {0}, new double[] {Double.NaN, 0.5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassificationScores(TWO, new int[] {2}, new double[] {0.5, 0.5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassificationScores(TWO, new int[] {0}, new double[] {0.5}));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RegressionScores(new double[] {1}, new double[] {Double.POSITIVE_INFINITY}));
    }

    private static String reason(Evaluation evaluation, String metric) {
        return requireNonNull(requireNonNull(evaluation.metrics().get(metric)).reason());
    }
}
