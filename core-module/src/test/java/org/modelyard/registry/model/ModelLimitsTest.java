package org.modelyard.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Task;
import org.modelyard.evaluation.model.LabelledTable;
import org.modelyard.evaluation.model.TableScores;
import org.modelyard.evaluation.model.ValuedTable;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.ConstantAnswer;
import org.modelyard.ml.evaluation.CrossValidation;
import org.modelyard.ml.evaluation.CrossValidations;
import org.modelyard.ml.evaluation.Evaluation;
import org.modelyard.ml.evaluation.Leakage;
import org.modelyard.ml.evaluation.RegressionScores;
import org.modelyard.ml.evaluation.Slices;
import org.modelyard.testdata.SharedData;

/** A limit is said where a figure says it, and only there. */
class ModelLimitsTest {

    private static final SignatureDocument OPEN = signature(false);
    private static final ConstantAnswer HALF = new ConstantAnswer.Shares(List.of("no", "yes"), new double[] {0.5, 0.5});

    @Test
    void a_sound_version_has_none() {
        assertThat(limits(evaluation(300, 0.95), OPEN)).isEmpty();
    }

    @Test
    void what_must_be_given_what_was_declared_and_why_it_may_not_serve_are_said() {
        assertThat(ModelLimits.of(
                        measured(null, null, null, null), signature(true), List.of("It is REJECTED: too weak."), false))
                .containsExactly(
                        "It is REJECTED: too weak.",
                        "Its metrics are what a run elsewhere says; they were not measured here.",
                        "It does not answer without sex: in training none of them was ever missing.");
    }

    @Test
    void few_rows_and_few_of_a_label_are_said() {
        assertThat(limits(evaluation(40, 0.97), OPEN))
                .containsExactly(
                        "It was evaluated on 40 rows; fewer than 100 say little.",
                        "Of 2 of its 2 labels there were fewer than 30 evaluation rows, which say little about each:"
                                + " no (20), yes (20).");
    }

    @Test
    void probabilities_that_are_off_are_said_and_so_is_a_version_no_better_than_a_constant() {
        assertThat(limits(evaluation(300, 0.6), OPEN))
                .singleElement()
                .asString()
                .contains("off by 0.400 on average (ece), and were not calibrated");
        RegressionScores flat = new RegressionScores(new double[] {1, 2, 3}, new double[] {3, 3, 3});
        TableScores answers = new ValuedTable(flat);
        assertThat(limits(answers.evaluate(null, new ConstantAnswer.Mean(2)), OPEN))
                .contains("In rmse it is no better than always 2.00000, the mean of training: 1.29 and 0.816.");
        TableScores better = new ValuedTable(new RegressionScores(new double[] {1, 2, 3}, new double[] {1, 2, 3}));
        assertThat(limits(better.evaluate(null, new ConstantAnswer.Mean(2)), OPEN))
                .noneMatch(limit -> limit.contains("no better"));
    }

    @Test
    void slices_folds_and_golden_rows_are_said() {
        int[] colour = IntStream.range(0, 300)
                .map(row -> row < 50 ? 0 : row < 60 ? 1 : 2)
                .toArray();
        Table table = new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "colour:CATEGORICAL"),
                List.of(new Column.Categories(colour, new String[] {"blue", "green", "red"})),
                new Column.Categories(new int[300], new String[] {"no"}));
        double[] losses =
                IntStream.range(0, 300).mapToDouble(row -> row < 40 ? 1 : 0).toArray();
        Slices slices = Slices.of(table, "share of wrong answers", losses, 30, 0.05);
        CrossValidations folds = new CrossValidations(
                3,
                "at random",
                300,
                null,
                List.of(
                        CrossValidation.of("accuracy", new double[] {0.5, 0.9, 0.7}, 0.5, 0.05),
                        CrossValidation.of("brier", new double[] {0.2, 0.2, 0.2}, 0.5, 0.05)));
        Leakage leakage = Leakage.between(table, table.select(new int[] {0, 60}), null, null);
        List<String> limits = ModelLimits.of(
                measured(null, slices, folds, new ModelCard.Shared("hard", leakage)), OPEN, List.of(), true);
        assertThat(limits).hasSize(4);
        assertThat(limits.get(0))
                .startsWith(
                        "It does worse than elsewhere, by share of wrong answers, where colour = blue (0.800, elsewhere 0.00).");
        assertThat(limits.get(1)).matches("How it does in 1 of 3 slices is not known: .* fewer than 30 rows\\.");
        assertThat(limits.get(2)).isEqualTo("Which rows it learns from decides how good it is, by accuracy.");
        assertThat(limits.get(3)).contains("Of the 2 rows of the golden set 'hard' it has learnt from 2");
        Leakage clean =
                new Leakage(300, 2, new Leakage.Overlap(0, List.of()), new Leakage.Overlap(0, List.of()), 0, null);
        assertThat(ModelLimits.of(
                        measured(null, null, null, new ModelCard.Shared("hard", clean)), OPEN, List.of(), true))
                .isEmpty();
    }

    private static List<String> limits(Evaluation evaluation, SignatureDocument signature) {
        return ModelLimits.of(measured(evaluation, null, null, null), signature, List.of(), true);
    }

    private static ModelCard.Measured measured(
            @Nullable Evaluation evaluation,
            @Nullable Slices slices,
            @Nullable CrossValidations folds,
            ModelCard.@Nullable Shared leakage) {
        return new ModelCard.Measured(evaluation, List.of(), folds, null, slices, List.of(), null, null, null, leakage);
    }

    /** All right, each with this probability. */
    private static Evaluation evaluation(int rows, double stated) {
        int[] actual = IntStream.range(0, rows).map(row -> row % 2).toArray();
        double[] probabilities = new double[2 * rows];
        Arrays.setAll(probabilities, i -> i % 2 == actual[i / 2] ? stated : 1 - stated);
        ClassificationScores scores = new ClassificationScores(List.of("no", "yes"), actual, probabilities);
        return new LabelledTable(scores).evaluate(null, HALF);
    }

    private static SignatureDocument signature(boolean required) {
        return new SignatureDocument(
                Task.CLASSIFICATION,
                List.of(new SignatureDocument.Input("sex", FeatureType.CATEGORICAL, required, false)),
                List.of("no", "yes"));
    }
}
