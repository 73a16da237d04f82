package org.modelyard.ml.evaluation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;
import org.modelyard.stats.Interval;

class BusinessMetricsTest {

    private static final List<String> TWO = List.of("no", "yes");
    private static final BusinessMetrics COSTS = BusinessMetrics.fromJson(
            "{\"unit\":\"EUR\",\"costs\":{\"labels\":[\"yes\",\"no\"],\"matrix\":[[0,20],[1,0]]}}");
    private static final BusinessMetrics VALUES = BusinessMetrics.fromJson(
            "{\"unit\":\"EUR\",\"values\":{\"yes\":{\"yes\":10,\"no\":-20},\"no\":{\"yes\":-1}}}");

    private static MetricOptions options(BusinessMetrics business) {
        return MetricOptions.with(business);
    }

    /** Truth no, no, yes, yes; answered no, yes, no, yes; a probability of yes of 0.1, 0.6, 0.2, 0.9. */
    private static ClassificationScores scores() {
        return new ClassificationScores(
                TWO, new int[] {0, 0, 1, 1}, new double[] {0.9, 0.1, 0.4, 0.6, 0.8, 0.2, 0.1, 0.9});
    }

    @Test
    void costs_are_the_mean_of_what_the_given_answers_cost_whatever_the_order_of_the_labels() {
        Evaluation evaluation = scores().evaluate(options(COSTS));
        Metric cost = requireNonNull(evaluation.metrics().get("businessCost"));
        assertThat(cost.value()).isEqualTo((0 + 1 + 20 + 0) / 4.0);
        // Student's t by hand: mean 5.25, deviation 9.8446, 3 degrees of freedom 3.18245
        Interval interval = requireNonNull(cost.interval());
        assertThat(interval.low()).isCloseTo(5.25 - 3.182446 * 9.844626 / 2, within(1e-4));
        assertThat(interval.high()).isCloseTo(5.25 + 3.182446 * 9.844626 / 2, within(1e-4));
        // a probability of yes above 1 / 21 costs least when answered yes
        assertThat(evaluation.value("businessCostAtBest")).isEqualTo((1 + 1 + 0 + 0) / 4.0);
        assertThat(evaluation.metrics()).doesNotContainKey("businessValue");
    }

    @Test
    void values_are_gains_and_their_interval_stands_the_right_way_round() {
        Evaluation evaluation = scores().evaluate(options(VALUES));
        Metric value = requireNonNull(evaluation.metrics().get("businessValue"));
        assertThat(value.value()).isEqualTo((0 - 1 - 20 + 10) / 4.0);
        Interval interval = requireNonNull(value.interval());
        assertThat(interval.low()).isLessThan(value.value());
        assertThat((interval.low() + interval.high()) / 2).isCloseTo(value.value(), within(1e-12));
        assertThat(evaluation.value("businessValueAtBest")).isEqualTo((-1 - 1 + 10 + 10) / 4.0);
        assertThat(evaluation.metrics()).doesNotContainKey("businessCost");
    }

    @Test
    void an_error_of_a_number_costs_by_its_direction() {
        BusinessMetrics declared = BusinessMetrics.of(Map.of("unit", "EUR", "perUnitOver", 2, "perUnitUnder", 5));
        RegressionScores scores = new RegressionScores(new double[] {10, 10, 10}, new double[] {13, 8, 10});
        Evaluation evaluation = scores.evaluate(options(declared));
        assertThat(evaluation.value("businessCost")).isCloseTo((3 * 2 + 2 * 5) / 3.0, within(1e-12));
        assertThat(requireNonNull(requireNonNull(evaluation.metrics().get("businessCost"))
                                .interval())
                        .low())
                .isZero();
        assertThat(new RegressionScores(new double[0], new double[0])
                        .evaluate(options(declared))
                        .value("businessCost"))
                .isNaN();
    }

    @Test
    void a_label_without_a_worth_leaves_the_mean_undefined_and_is_named() {
        ClassificationScores three = new ClassificationScores(
                List.of("no", "yes", "maybe"), new int[] {0, 2}, new double[] {0.9, 0.1, 0, 0.9, 0.1, 0});
        Metric cost = requireNonNull(three.evaluate(options(COSTS)).metrics().get("businessCost"));
        assertThat(cost.reason()).contains("'maybe'");
        assertThat(scores().evaluate().metrics()).doesNotContainKeys("businessCost", "businessValue");
    }

    @Test
    void the_declaration_is_kept_with_what_was_measured_by_it() {
        for (BusinessMetrics declared : List.of(
                COSTS, VALUES, BusinessMetrics.of(Map.of("adoption", Map.of("window", "PT36H"), "unit", "min")))) {
            Evaluation read =
                    Evaluation.fromJson(scores().evaluate(options(declared)).toJson());
            assertThat(requireNonNull(read.business()).toJson()).isEqualTo(declared.toJson());
            assertThat(BusinessMetrics.fromJson(declared.toJson()).toJson()).isEqualTo(declared.toJson());
        }
        assertThat(VALUES.toJson())
                .isEqualTo("{\"unit\":\"EUR\",\"values\":{\"yes\":{\"yes\":10.0,\"no\":-20.0},\"no\":{\"yes\":-1.0}}}");
        assertThat(BusinessMetrics.of(Map.of("adoption", true)).adoption()).isEqualTo(Duration.ofDays(30));
        assertThat(BusinessMetrics.of(Map.of("adoption", true)).toJson()).contains("\"P30D\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|costs",
                "{\"unit\":\"a unit that is far too long\",\"adoption\":true}|unit",
                "{\"costs\":{\"labels\":[\"a\",\"b\"],\"matrix\":[[0,1]]}}|costs.matrix",
                "{\"costs\":{\"labels\":[\"a\",\"b\"],\"matrix\":[[0,1],[2]]}}|costs.matrix[1]",
                "{\"costs\":{\"labels\":[\"a\",\"b\"],\"matrix\":[[0,1],[2,\"x\"]]}}|costs.matrix[1][1]",
                "{\"costs\":{\"labels\":[\"a\",\"a\"],\"matrix\":[[0,1],[2,0]]}}|costs.labels",
                "{\"values\":{\"a\":3}}|values.a",
                "{\"values\":{}}|values",
                "{\"perUnitOver\":1}|perUnitUnder",
                "{\"perUnitOver\":-1,\"perUnitUnder\":1}|perUnitOver",
                "{\"adoption\":{\"window\":\"soon\"}}|adoption.window",
                "{\"adoption\":{\"window\":\"PT1S\"}}|adoption.window",
                "{\"adoption\":7}|adoption",
                "{\"adoption\":true,\"price\":1}|price",
                "{\"perUnitOver\":1,\"perUnitUnder\":1,\"values\":{\"a\":{\"a\":1}}}|costs"
            })
    void what_is_wrong_is_said_at_its_field(String json, String field) {
        Refusal.Invalid refusal = catchThrowableOfType(Refusal.Invalid.class, () -> BusinessMetrics.fromJson(json));
        assertThat(refusal.errors()).extracting(FieldError::field).contains(field);
    }

    @Test
    void two_versions_are_compared_by_what_their_answers_cost_and_the_constant_stands_beside() {
        Random random = new Random(7);
        int rows = 400;
        int[] actual = IntStream.range(0, rows)
                .map(i -> random.nextInt(4) == 0 ? 1 : 0)
                .toArray();
        double[] careless = new double[2 * rows];
        double[] careful = new double[2 * rows];
        for (int row = 0; row < rows; row++) {
            // the careless one misses half of the positives, the careful one calls a third of the negatives positive
            double yes = actual[row] == 1 ? random.nextBoolean() ? 0.9 : 0.1 : 0.1;
            double sure = actual[row] == 1 || random.nextInt(3) == 0 ? 0.9 : 0.1;
            careless[2 * row] = 1 - yes;
            careless[2 * row + 1] = yes;
            careful[2 * row] = 1 - sure;
            careful[2 * row + 1] = sure;
        }
        ComparisonPlan plan =
                new ComparisonWish("businessCost", List.of(), null, null, 3L).plan(Task.CLASSIFICATION, COSTS);
        Comparison compared = Comparison.of(
                new ClassificationScores(TWO, actual, careless),
                new ClassificationScores(TWO, actual, careful),
                new ConstantAnswer.Shares(TWO, new double[] {0.75, 0.25}),
                plan);
        MetricComparison cost = compared.metrics().get(0);
        assertThat(compared.recommendation()).isEqualTo(Comparison.Recommendation.PROMOTE);
        assertThat(requireNonNull(cost.interval()).low()).isPositive();
        assertThat(cost.gain())
                .isCloseTo(cost.champion().value() - cost.candidate().value(), within(1e-9));
        double positives = IntStream.of(actual).sum();
        assertThat(requireNonNull(compared.baselines().get(0).metrics().get("businessCost"))
                        .value())
                .isCloseTo(20 * positives / rows, within(1e-9));
        assertThat(requireNonNull(Comparison.fromJson(compared.toJson()).plan().business())
                        .toJson())
                .isEqualTo(COSTS.toJson());
    }

    @Test
    void what_is_declared_must_not_become_worse_and_what_is_not_declared_cannot_be_compared() {
        ComparisonWish usual = new ComparisonWish(null, null, null, null, null);
        assertThat(usual.plan(Task.CLASSIFICATION, COSTS).others()).contains("businessCost");
        assertThat(usual.plan(Task.CLASSIFICATION, null).others()).doesNotContain("businessCost");
        ComparisonWish wish = new ComparisonWish("businessValue", null, null, null, null);
        Refusal.Invalid refusal =
                catchThrowableOfType(Refusal.Invalid.class, () -> wish.plan(Task.CLASSIFICATION, COSTS));
        assertThat(refusal).hasMessageContaining("business-metrics");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ComparisonPlan("businessCost", List.of(), 0.05, 0, 200, 1));
    }

    @Test
    void a_threshold_takes_what_a_wrong_answer_costs_above_the_right_one() {
        BusinessWorth.ByLabel costs = (BusinessWorth.ByLabel) requireNonNull(COSTS.worth());
        assertThat(costs.objective(TWO)).contains(new ThresholdObjective.Cost(1, 20));
        BusinessWorth.ByLabel values = (BusinessWorth.ByLabel) requireNonNull(VALUES.worth());
        assertThat(values.objective(TWO)).contains(new ThresholdObjective.Cost(1, 30));
        assertThat(values.objective(List.of("no", "other"))).isEmpty();
        assertThat(new BusinessWorth.ByLabel(new CostMatrix(TWO, new double[][] {{0, -1}, {2, 0}}), false)
                        .objective(TWO))
                .isEmpty();
    }
}
