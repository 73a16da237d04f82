package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final MetricOptions ORDERED = new MetricOptions(true, List.of(0.1, 0.5, 0.9));
    private static final int ROUNDS = 400;

    @Test
    void every_metric_is_known_by_goal_and_meaning() {
        for (int labels : new int[] {1, 2, 6}) {
            Evaluation evaluation = new ClassificationScores(
                            IntStream.range(0, labels).mapToObj(String::valueOf).toList(), new int[0], new double[0])
                    .evaluate(ORDERED);
            assertThat(Measures.names(evaluation.task()))
                    .containsAll(evaluation.metrics().keySet());
        }
        Evaluation regression = new RegressionScores(new double[0], new double[0]).evaluate();
        assertThat(Measures.names(regression.task()))
                .containsExactlyInAnyOrderElementsOf(regression.metrics().keySet());
        assertThat(RegressionMetrics.quantileName(0.025)).isEqualTo("quantileLoss2_5");
    }

    @Test
    void one_metric_alone_is_that_of_the_whole() {
        ClassificationScores scores = generated(new Random(3), 3, 200, 1);
        Evaluation evaluation = scores.evaluate(ORDERED);
        evaluation.metrics().forEach((name, metric) -> assertThat(scores.metric(name))
                .as(name)
                .isEqualTo(metric));
        assertThatIllegalArgumentException().isThrownBy(() -> scores.metric("gini"));
        ClassificationScores reversed =
                scores.select(IntStream.range(0, 200).map(i -> 199 - i).toArray());
        assertThat(reversed.metric("rocAuc").value()).isCloseTo(evaluation.value("rocAuc"), within(1e-12));
        assertThat(reversed.metric("logLoss").value()).isCloseTo(evaluation.value("logLoss"), within(1e-12));
    }

    @Test
    void one_label_leaves_what_needs_two_undefined() {
        Evaluation evaluation =
                new ClassificationScores(TWO, new int[] {0, 0}, new double[] {0.9, 0.1, 0.4, 0.6}).evaluate(ORDERED);
        for (String name : List.of("rocAuc", "gini", "ks", "brierSkill")) {
            assertThat(requireNonNull(evaluation.metrics().get(name)).reason())
                    .as(name)
                    .isEqualTo("All rows have the same label.");
        }
        assertThat(requireNonNull(evaluation.metrics().get("prAuc")).reason()).isEqualTo("No row has the label 'yes'.");
        assertThat(evaluation.value("specificity")).isEqualTo(0.5);
        assertThat(new ClassificationScores(TWO, new int[] {0, 0}, new double[] {1, 0, 1, 0})
                        .metric("kappa")
                        .reason())
                .isEqualTo("All rows have one label, and all were given it.");
    }

    @Test
    void regression_metrics_without_a_meaning_say_why() {
        Evaluation evaluation = new RegressionScores(new double[] {0, 0, 0}, new double[] {0, 1, -1}).evaluate();
        assertThat(reason(evaluation, "smape")).isEqualTo("An actual value and its answer are both 0.");
        assertThat(reason(evaluation, "wape")).isEqualTo("All actual values are 0.");
        assertThat(reason(evaluation, "msle")).isEqualTo("An actual value or an answer is below 0.");
        assertThat(reason(evaluation, "pearson")).isEqualTo("All actual values, or all answers, are the same.");
        assertThat(evaluation.value("bias")).isZero();
    }

    @Test
    void a_perfect_list_is_one_and_ties_share_their_places() {
        assertThat(Ranking.ndcg(new double[] {3, 2, 0}, new double[] {9, 5, 1}, 3))
                .isEqualTo(1);
        double discounts = 1 + 1 / (Math.log(3) / Math.log(2));
        assertThat(Ranking.ndcg(new double[] {1, 0}, new double[] {5, 5}, 2)).isCloseTo(discounts / 2, within(1e-12));
        assertThat(Ranking.ndcg(new double[2], new double[2], 2)).isNaN();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "precision",
                "recall",
                "f1",
                "f2",
                "specificity",
                "balancedAccuracy",
                "kappa",
                "prAuc",
                "gini",
                "logLoss",
                "brier",
                "brierSkill"
            })
    void intervals_cover_the_long_run_value(String name) {
        // the value of a very large sample stands for the truth
        double truth = generated(new Random(1), 2, 400_000, 1.5).metric(name).value();
        covers(name, truth, seed -> generated(new Random(seed), 2, 300, 1.5).metric(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mse",
                "rmse",
                "mae",
                "medianAbsoluteError",
                "r2",
                "explainedVariance",
                "smape",
                "wape",
                "bias",
                "quantileLoss90",
                "pearson",
                "spearman",
                "kendall"
            })
    void intervals_of_a_regression_cover_the_long_run_value(String name) {
        double truth = values(new Random(2), 400_000).metric(name).value();
        covers(name, truth, seed -> values(new Random(seed), 300).metric(name));
    }

    private static void covers(String name, double truth, java.util.function.IntFunction<Metric> sample) {
        long covered = IntStream.range(100, 100 + ROUNDS)
                .mapToObj(sample)
                .map(Metric::interval)
                .filter(interval -> requireNonNull(interval, name).contains(truth))
                .count();
        // four standard errors of a share of 0.95 in 400 rounds are 0.044
        assertThat(covered / (double) ROUNDS).as(name).isBetween(0.906, 0.994);
    }

    /** Labels of unlike frequency; calibrated when the strength is that of the scores. */
    private static ClassificationScores generated(Random random, int k, int rows, double strength) {
        int[] actual = new int[rows];
        double[] probabilities = new double[rows * k];
        for (int row = 0; row < rows; row++) {
            double[] weights = new double[k];
            for (int label = 0; label < k; label++) {
                weights[label] = Math.exp(strength * random.nextGaussian() - 0.5 * label);
            }
            double sum = Arrays.stream(weights).sum();
            double draw = random.nextDouble();
            for (int label = 0; label < k; label++) {
                probabilities[row * k + label] = weights[label] / sum;
                draw -= weights[label] / sum;
                actual[row] = draw > 0 && label < k - 1 ? label + 1 : actual[row];
            }
        }
        return new ClassificationScores(
                IntStream.range(0, k).mapToObj(String::valueOf).toList(), actual, probabilities);
    }

    private static RegressionScores values(Random random, int rows) {
        double[] actual = new double[rows];
        double[] predicted = new double[rows];
        for (int row = 0; row < rows; row++) {
            predicted[row] = 10 + 2 * random.nextGaussian();
            actual[row] = predicted[row] + 0.3 + 1.5 * random.nextGaussian();
        }
        return new RegressionScores(actual, predicted);
    }

    private static String reason(Evaluation evaluation, String metric) {
        return requireNonNull(requireNonNull(evaluation.metrics().get(metric)).reason());
    }
}
