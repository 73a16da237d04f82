package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.testdata.SharedData;

/** Every stored document comes back as it was; what is undefined is null and says why. */
class DocumentsTest {

    private static final int ROWS = 300;

    @Test
    void a_cross_validation_comes_back() {
        CrossValidations all = new CrossValidations(
                5,
                "stratified",
                500,
                new FoldDraw("ab".repeat(32), 0.25),
                List.of(
                        CrossValidation.of("accuracy", new double[] {0.9, 0.91, 0.89, 0.9, 0.92}, 0.25, 0.05),
                        CrossValidation.of("rocAuc", new double[] {0.9, Double.NaN, 0.89, 0.9, 0.92}, 0.25, 0.05)));
        String json = all.toJson();
        assertThat(json).contains("null").doesNotContain("NaN").contains("rocAuc has no value in 1 of 5 folds.");
        assertThat(CrossValidations.fromJson(json)).isEqualTo(all);
        CrossValidations before = new CrossValidations(5, "stratified", 500, null, all.metrics());
        assertThat(before.toJson()).doesNotContain("draw");
        assertThat(CrossValidations.fromJson(before.toJson())).isEqualTo(before);
    }

    @Test
    void slices_come_back_with_the_outcome_of_each() {
        Slices slices = Slices.of(table(), answers(), 30, 0.05);
        assertThat(slices.slices()).extracting(Slice::outcome).contains(Slice.Outcome.TOO_FEW, Slice.Outcome.WORSE);
        assertThat(slices.toJson()).doesNotContain("NaN").contains("30 rows each; they have 10 and 290");
        assertThat(Slices.fromJson(slices.toJson())).isEqualTo(slices);
        double[] even =
                Arrays.stream(codes()).mapToDouble(code -> code == 1 ? 3 : 2).toArray();
        Slices flat = Slices.of(table(), "loss", even, 30, 0.05);
        assertThat(flat.slices()).extracting(Slice::outcome).contains(Slice.Outcome.NO_VARIANCE);
        assertThat(Slices.fromJson(flat.toJson())).isEqualTo(flat);
    }

    @Test
    void fairness_comes_back_and_groups_are_those_of_the_feature() {
        Fairness fairness = Fairness.of(table(), "colour", answers(), "yes", null, 30);
        assertThat(fairness.groups()).extracting(GroupRates::group).containsExactly("= blue", "= red", "missing");
        assertThat(fairness.groups().stream().mapToLong(GroupRates::rows).sum()).isEqualTo(ROWS);
        assertThat(fairness.positive()).isEqualTo("yes");
        assertThat(fairness.toJson()).doesNotContain("NaN");
        assertThat(Fairness.fromJson(fairness.toJson()))
                .usingRecursiveComparison()
                .isEqualTo(fairness);
        Fairness quarters = Fairness.of(table(), "age", answers(), "no", null, 30);
        assertThat(quarters.groups()).hasSize(4);
        String[] groups = {"a", "b"};
        Fairness undefined = Fairness.of(groups, new boolean[2], new boolean[2], null, null, 30);
        assertThat(undefined.toJson()).contains("\"value\":null").contains("no positive row");
        assertThat(Fairness.fromJson(undefined.toJson()).toJson()).isEqualTo(undefined.toJson());
        assertThat(Fairness.fromJson(undefined.toJson()).disparities()).isEqualTo(undefined.disparities());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"rows\":1}"})
    void anything_else_is_refused(String json) {
        for (Function<String, Object> read : List.<Function<String, Object>>of(
                Comparison::fromJson,
                CrossValidations::fromJson,
                Slices::fromJson,
                Fairness::fromJson,
                Leakage::fromJson,
                Evaluation::fromJson)) {
            assertThatIllegalArgumentException().isThrownBy(() -> read.apply(json));
        }
    }

    private static int[] codes() {
        int[] codes = new int[ROWS];
        Arrays.setAll(codes, row -> row < 10 ? -1 : row % 2);
        return codes;
    }

    private static Table table() {
        double[] age = new double[ROWS];
        Arrays.setAll(age, row -> 20 + row % 50);
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "colour:CATEGORICAL", "age:NUMERIC"),
                List.of(new Column.Categories(codes(), new String[] {"blue", "red"}), new Column.Numbers(age)),
                new Column.Categories(answers().actual(), new String[] {"no", "yes"}));
    }

    /** Wrong in four of ten rows that are red, in one of ten others. */
    private static ClassificationScores answers() {
        Random random = new Random(1);
        int[] actual = new int[ROWS];
        double[] probabilities = new double[2 * ROWS];
        int[] codes = codes();
        for (int row = 0; row < ROWS; row++) {
            actual[row] = random.nextInt(2);
            boolean wrong = random.nextDouble() < (codes[row] == 1 ? 0.4 : 0.1);
            probabilities[2 * row + (wrong ? 1 - actual[row] : actual[row])] = 0.8;
            probabilities[2 * row + (wrong ? actual[row] : 1 - actual[row])] = 0.2;
        }
        return new ClassificationScores(List.of("no", "yes"), actual, probabilities);
    }
}
