package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.evaluation.Comparison.Recommendation;

class ComparisonTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final ComparisonPlan PLAN =
            new ComparisonPlan("accuracy", List.of("rocAuc", "brier"), 0.05, 0, 400, 5);

    @Test
    void a_clearly_better_candidate_is_promoted_and_the_same_seed_gives_the_same_figures() {
        Pair pair = pair(new Random(1), 1_000, 0.6, 1.6);
        Comparison comparison = Comparison.of(pair.champion(), pair.candidate(), null, PLAN);
        assertThat(comparison.recommendation()).isEqualTo(Recommendation.PROMOTE);
        assertThat(comparison.reason())
                .startsWith("The candidate is better by ")
                .contains("accuracy");
        assertThat(comparison.metrics()).hasSize(3).allSatisfy(metric -> {
            assertThat(metric.gain()).isPositive();
            assertThat(requireNonNull(metric.interval()).contains(metric.gain()))
                    .isTrue();
            assertThat(metric.holm()).isGreaterThanOrEqualTo(metric.falseDiscovery());
            assertThat(metric.falseDiscovery()).isGreaterThanOrEqualTo(metric.p());
        });
        assertThat(Comparison.of(pair.champion(), pair.candidate(), null, PLAN)).isEqualTo(comparison);
        assertThat(Comparison.of(pair.candidate(), pair.champion(), null, PLAN).recommendation())
                .isEqualTo(Recommendation.KEEP);
    }

    @Test
    void comparisons_that_are_looked_at_together_are_adjusted_together() {
        Pair clear = pair(new Random(1), 1_000, 0.6, 1.6);
        Pair alike = pair(new Random(8), 1_000, 1.0, 1.0);
        Comparison one = Comparison.of(clear.champion(), clear.candidate(), null, PLAN);
        Comparison other = Comparison.of(alike.champion(), alike.candidate(), null, PLAN);
        List<List<MetricComparison>> both = Comparison.together(List.of(one, other));
        assertThat(both).hasSize(2);
        double[] p = java.util.stream.Stream.concat(one.metrics().stream(), other.metrics().stream())
                .mapToDouble(MetricComparison::p)
                .toArray();
        double[] holm = org.modelyard.stats.MultipleTesting.holm(p);
        int next = 0;
        for (List<MetricComparison> metrics : both) {
            for (MetricComparison metric : metrics) {
                assertThat(metric.p()).isEqualTo(p[next]);
                assertThat(metric.holm()).isEqualTo(holm[next++]);
            }
        }
        for (int i = 0; i < one.metrics().size(); i++) {
            assertThat(both.get(0).get(i).holm())
                    .isGreaterThanOrEqualTo(one.metrics().get(i).holm());
        }
        assertThat(Comparison.together(List.of(one))).containsExactly(one.metrics());
        assertThat(Comparison.together(List.of())).isEmpty();
    }

    @Test
    void a_gain_too_small_to_matter_keeps_the_version_in_use() {
        Pair pair = pair(new Random(2), 4_000, 1.0, 1.1);
        ComparisonPlan demanding = new ComparisonPlan("accuracy", List.of(), 0.05, 0.2, 400, 5);
        Comparison comparison = Comparison.of(pair.champion(), pair.candidate(), null, demanding);
        assertThat(comparison.recommendation()).isEqualTo(Recommendation.KEEP);
        assertThat(comparison.reason()).contains("less than the 0.2000 that make a change worthwhile");
    }

    @Test
    void a_gain_that_costs_another_metric_is_kept_back() {
        Pair pair = pair(new Random(3), 2_000, 0.6, 1.6);
        double[] boastful = pair.candidate().probabilities().clone();
        for (int i = 0; i < boastful.length; i += 2) {
            boastful[i] = boastful[i] > boastful[i + 1] ? 1 - 1e-12 : 1e-12;
            boastful[i + 1] = 1 - boastful[i];
        }
        Comparison comparison = Comparison.of(
                pair.champion(),
                new ClassificationScores(TWO, pair.candidate().actual(), boastful),
                null,
                new ComparisonPlan("accuracy", List.of("logLoss"), 0.05, 0, 400, 5));
        assertThat(comparison.recommendation()).isEqualTo(Recommendation.KEEP);
        assertThat(comparison.reason()).startsWith("The candidate is worse in logLoss");
    }

    @Test
    void few_rows_and_no_difference_say_so() {
        Pair few = pair(new Random(4), 29, 1, 1);
        Comparison comparison = Comparison.of(few.champion(), few.candidate(), null, PLAN);
        assertThat(comparison.recommendation()).isEqualTo(Recommendation.INCONCLUSIVE);
        assertThat(comparison.reason()).contains("29 rows");
        Pair same = pair(new Random(4), 100, 1, 1);
        Comparison none = Comparison.of(same.champion(), same.champion(), null, PLAN);
        assertThat(none.recommendation()).isEqualTo(Recommendation.KEEP);
        assertThat(none.metrics()).allSatisfy(metric -> assertThat(metric.p()).isNaN());
        Pair open = pair(new Random(8), 60, 1, 1.1);
        assertThat(Comparison.of(open.champion(), open.candidate(), null, PLAN).recommendation())
                .isEqualTo(Recommendation.INCONCLUSIVE);
    }

    @Test
    void what_is_not_comparable_is_refused() {
        Pair one = pair(new Random(5), 50, 1, 1);
        Pair other = pair(new Random(6), 50, 1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(one.champion(), other.candidate(), null, PLAN))
                .withMessageContaining("same rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComparisonPlan("accuracy", List.of("accuracy"), 0.05, 0, 400, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComparisonPlan("brierUncertainty", List.of(), 0.05, 0, 400, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(
                        one.champion(), one.candidate(), null, new ComparisonPlan("mae", List.of(), 0.05, 0, 400, 1)));
    }

    @Test
    void a_regression_is_compared_by_the_size_of_its_errors_and_bias_by_its_distance_from_zero() {
        Random random = new Random(9);
        double[] actual = random.doubles(400).toArray();
        double[] biased = IntStream.range(0, 400)
                .mapToDouble(i -> actual[i] - 0.3 + 0.1 * random.nextGaussian())
                .toArray();
        double[] better = IntStream.range(0, 400)
                .mapToDouble(i -> actual[i] + 0.1 * random.nextGaussian())
                .toArray();
        Comparison comparison = Comparison.of(
                new RegressionScores(actual, biased),
                new RegressionScores(actual, better),
                new ConstantAnswer.Mean(0.5),
                ComparisonPlan.standard(Task.REGRESSION, 3));
        assertThat(comparison.recommendation()).isEqualTo(Recommendation.PROMOTE);
        assertThat(comparison.metrics())
                .allSatisfy(metric -> assertThat(metric.gain()).isPositive());
    }

    @Test
    void a_candidate_that_is_no_better_than_a_constant_is_kept_back() {
        Random random = new Random(10);
        int rows = 600;
        int[] actual = new int[rows];
        double[] bad = new double[2 * rows];
        double[] better = new double[2 * rows];
        for (int row = 0; row < rows; row++) {
            actual[row] = random.nextDouble() < 0.1 ? 1 : 0;
            bad[2 * row + 1] = random.nextDouble() < 0.6 ? 0.9 : 0.1;
            better[2 * row + 1] = random.nextDouble() < 0.3 ? 0.9 : 0.1;
            bad[2 * row] = 1 - bad[2 * row + 1];
            better[2 * row] = 1 - better[2 * row + 1];
        }
        ClassificationScores champion = new ClassificationScores(TWO, actual, bad);
        ClassificationScores candidate = new ClassificationScores(TWO, actual, better);
        ConstantAnswer.Shares constant = new ConstantAnswer.Shares(TWO, new double[] {0.9, 0.1});
        ComparisonPlan plan = new ComparisonPlan("accuracy", List.of("logLoss", "precision"), 0.05, 0, 400, 5);
        Comparison comparison = Comparison.of(champion, candidate, constant, plan);
        assertThat(comparison.recommendation()).isEqualTo(Recommendation.KEEP);
        assertThat(comparison.reason()).contains("no better than always 'no', the most frequent label");
        BaselineRow row = comparison.baselines().get(0);
        assertThat(row.metrics().keySet()).containsExactly("accuracy", "logLoss", "precision");
        assertThat(requireNonNull(row.metrics().get("accuracy")).value()).isCloseTo(0.9, within(0.04));
        assertThat(requireNonNull(row.metrics().get("precision")).reason()).contains("'yes' was never predicted");
        assertThat(Comparison.of(champion, candidate, null, plan).recommendation())
                .isEqualTo(Recommendation.PROMOTE);
    }

    @Test
    void json_brings_it_back_and_undefined_is_null_with_a_reason() {
        Pair pair = pair(new Random(11), 80, 0.6, 1.6);
        ConstantAnswer.Shares constant = new ConstantAnswer.Shares(TWO, new double[] {0.5, 0.5});
        for (Comparison comparison : List.of(
                Comparison.of(pair.champion(), pair.candidate(), constant, PLAN),
                Comparison.of(pair.champion(), pair.champion(), null, PLAN))) {
            String json = comparison.toJson();
            assertThat(json).doesNotContain("NaN");
            assertThat(Comparison.fromJson(json)).isEqualTo(comparison);
        }
        assertThat(Comparison.of(pair.champion(), pair.champion(), null, PLAN).toJson())
                .contains("\"p\":null")
                .contains("right and wrong on the same rows");
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.fromJson("{}"));
        assertThatIllegalArgumentException().isThrownBy(() -> Comparison.fromJson("{\"rows\":"));
    }

    @Test
    void what_a_threshold_answers_is_what_is_compared() {
        Pair pair = pair(new Random(12), 400, 1.2, 1.2);
        int[] never = new int[400];
        ClassificationScores thresholded = new ClassificationScores(
                TWO, pair.champion().actual(), pair.champion().probabilities(), never);
        Comparison comparison = Comparison.of(pair.champion(), thresholded, null, PLAN);
        assertThat(comparison.metrics().get(0).gain()).isLessThan(-0.2);
        assertThat(comparison.metrics().get(1).gain()).isZero();
        assertThat(thresholded.select(new int[] {3, 1}).predicted()).containsExactly(0, 0);
    }

    private record Pair(ClassificationScores champion, ClassificationScores candidate) {}

    /** Each version sees the label through noise of its own, the more strength the better. */
    private static Pair pair(Random random, int rows, double champion, double candidate) {
        int[] actual = new int[rows];
        double[] first = new double[2 * rows];
        double[] second = new double[2 * rows];
        for (int row = 0; row < rows; row++) {
            actual[row] = random.nextInt(2);
            double sign = actual[row] == 1 ? 1 : -1;
            double shared = random.nextGaussian();
            answer(first, row, champion, sign * champion + 0.6 * shared + 0.8 * random.nextGaussian());
            answer(second, row, candidate, sign * candidate + 0.6 * shared + 0.8 * random.nextGaussian());
        }
        return new Pair(new ClassificationScores(TWO, actual, first), new ClassificationScores(TWO, actual, second));
    }

    private static void answer(double[] probabilities, int row, double strength, double seen) {
        probabilities[2 * row + 1] = 1 / (1 + Math.exp(-2 * strength * seen));
        probabilities[2 * row] = 1 - probabilities[2 * row + 1];
    }
}
