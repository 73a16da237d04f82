package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two cross-validations are compared where they had the same folds, and say why not elsewhere. */
class FoldComparisonTest {

    private static final FoldDraw DRAW = new FoldDraw("ab".repeat(32), 0.25);
    private static final ComparisonPlan PLAN =
            new ComparisonPlan("accuracy", List.of("logLoss", "rocAuc"), 0.05, 0, 200, 1);

    /** By hand: gains 0.03, 0.01, 0.02, 0.02, 0.02; variance 0.00005; error sqrt((1/5 + 1/4) * 0.00005) = 0.0047434; t 4.21637. */
    @Test
    void the_corrected_resampled_t_is_that_of_nadeau_and_bengio() {
        FoldComparison compared = FoldComparison.of(
                folds(DRAW, "accuracy", 0.8, 0.82, 0.81, 0.8, 0.79),
                folds(DRAW, "accuracy", 0.83, 0.83, 0.83, 0.82, 0.81),
                true,
                PLAN);
        assertThat(compared.reason()).isNull();
        assertThat(compared.folds()).isEqualTo(5);
        MetricComparison accuracy = compared.metrics().get(0);
        assertThat(accuracy.gain()).isCloseTo(0.02, within(1e-12));
        assertThat(accuracy.p()).isCloseTo(0.0135169, within(1e-6)); // Student, 4 degrees of freedom, in closed form
        assertThat(Objects.requireNonNull(accuracy.interval()).low())
                .isCloseTo(0.02 - 2.776445 * 0.0047434, within(1e-6));
        assertThat(accuracy.champion().value()).isCloseTo(0.804, within(1e-12));
        assertThat(accuracy.method()).contains("Nadeau");
        assertThat(compared.metrics().get(2).reason()).isEqualTo("A fold has no value of rocAuc.");
    }

    @Test
    void what_is_less_where_less_is_better_is_a_gain_and_p_is_corrected_for_all() {
        FoldComparison compared = FoldComparison.of(
                folds(DRAW, "logLoss", 0.8, 0.82, 0.81), folds(DRAW, "logLoss", 0.7, 0.71, 0.72), true, PLAN);
        MetricComparison loss = compared.metrics().get(1);
        assertThat(loss.gain()).isCloseTo(0.1, within(1e-12));
        assertThat(loss.holm()).isEqualTo(loss.p()); // the only one with a test
        FoldComparison same =
                FoldComparison.of(folds(DRAW, "accuracy", 0.8, 0.9), folds(DRAW, "accuracy", 0.8, 0.9), true, PLAN);
        assertThat(same.metrics().get(0).reason()).contains("or not at all");
    }

    @Test
    void folds_that_are_not_shared_say_why() {
        CrossValidations one = folds(DRAW, "accuracy", 0.8, 0.9, 0.8);
        assertThat(why(null, null, true)).isEqualTo("Neither version was cross-validated.");
        assertThat(why(null, one, true)).isEqualTo("The version in use was not cross-validated.");
        assertThat(why(one, null, true)).isEqualTo("The candidate was not cross-validated.");
        assertThat(why(one, one, false)).contains("different rows");
        assertThat(why(one, folds(new FoldDraw("cd", 0.25), "accuracy", 0.8, 0.9, 0.8), true))
                .contains("in different folds");
        assertThat(why(one, new CrossValidations(3, "x", 9, null, one.metrics()), true))
                .contains("before its folds were remembered");
    }

    @Test
    void a_draw_tells_folds_apart_and_knows_the_largest_overlap() {
        List<Fold> folds = Folds.stratified(new int[100], 5, 1);
        assertThat(FoldDraw.of(folds)).isEqualTo(FoldDraw.of(Folds.stratified(new int[100], 5, 1)));
        assertThat(FoldDraw.of(folds).overlap()).isEqualTo(0.25);
        assertThat(FoldDraw.of(Folds.stratified(new int[100], 5, 2)).sha256())
                .isNotEqualTo(FoldDraw.of(folds).sha256());
        assertThat(FoldDraw.of(Folds.stratified(new int[100], 4, 1)).sha256())
                .isNotEqualTo(FoldDraw.of(folds).sha256());
    }

    @Test
    void a_comparison_carries_it_and_comes_back_with_it() {
        ClassificationScores scores = scores();
        Comparison plain = Comparison.of(
                scores, scores, null, new ComparisonPlan("accuracy", List.of("logLoss"), 0.05, 0, 200, 1));
        assertThat(plain.folds()).isNull();
        for (FoldComparison folds : List.of(
                FoldComparison.of(null, null, true, PLAN),
                FoldComparison.of(
                        folds(DRAW, "accuracy", 0.8, 0.82, 0.81),
                        folds(DRAW, "accuracy", 0.7, 0.75, 0.72),
                        true,
                        PLAN))) {
            Comparison beside = plain.with(folds);
            assertThat(beside.recommendation()).isEqualTo(plain.recommendation());
            assertThat(Comparison.fromJson(beside.toJson())).isEqualTo(beside);
            assertThat(beside.toJson()).doesNotContain("NaN");
        }
    }

    private static String why(@Nullable CrossValidations champion, @Nullable CrossValidations candidate, boolean same) {
        FoldComparison compared = FoldComparison.of(champion, candidate, same, PLAN);
        assertThat(compared.metrics()).isEmpty();
        return String.valueOf(compared.reason());
    }

    private static CrossValidations folds(FoldDraw draw, String metric, double... values) {
        return new CrossValidations(
                values.length,
                "at random",
                100,
                draw,
                List.of(CrossValidation.of(metric, values, draw.overlap(), CrossValidation.TOLERANCE)));
    }

    private static ClassificationScores scores() {
        Random random = new Random(1);
        int[] actual = new int[60];
        double[] probabilities = new double[120];
        Arrays.setAll(actual, row -> row % 2);
        for (int row = 0; row < actual.length; row++) {
            probabilities[2 * row] = random.nextDouble();
            probabilities[2 * row + 1] = 1 - probabilities[2 * row];
        }
        return new ClassificationScores(List.of("no", "yes"), actual, probabilities);
    }
}
