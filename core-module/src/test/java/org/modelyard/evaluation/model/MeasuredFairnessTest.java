package org.modelyard.evaluation.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.Fairness;
import org.modelyard.ml.evaluation.RegressionScores;

class MeasuredFairnessTest {

    private static final int ROWS = 200;

    @Test
    void a_feature_counts_when_the_rows_call_it_sensitive() {
        List<Fairness> all = MeasuredFairness.of(table(true), answers());
        assertThat(all).extracting(Fairness::feature).containsExactly("sex");
        assertThat(requireNonNull(all.get(0).disparities().get("demographicParityDifference"))
                        .value())
                .as("every man is called yes, and no woman")
                .isEqualTo(1);
        assertThat(MeasuredFairness.of(table(false), answers())).isEmpty();
    }

    @Test
    void one_that_only_the_version_calls_sensitive_is_looked_at_where_the_rows_have_it() {
        assertThat(MeasuredFairness.of(table(false), answers(), Set.of("sex", "age")))
                .extracting(Fairness::feature)
                .containsExactly("sex");
    }

    @Test
    void numbers_treat_nobody() {
        double[] values = new double[ROWS];
        assertThat(MeasuredFairness.of(table(true), new ValuedTable(new RegressionScores(values, values))))
                .isEmpty();
    }

    @Test
    void several_are_written_and_read_as_one_text() {
        List<Fairness> all = MeasuredFairness.of(table(true), answers());
        String text = Fairness.toJson(all);
        assertThat(Fairness.toJson(Fairness.allFromJson(text))).isEqualTo(text);
        assertThat(Fairness.allFromJson(Fairness.toJson(List.of()))).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> Fairness.allFromJson("[{}]"));
    }

    private static Table table(boolean sensitive) {
        int[] sex = new int[ROWS];
        int[] label = new int[ROWS];
        Arrays.setAll(sex, row -> row % 2);
        Arrays.setAll(label, row -> row / 2 % 2);
        return new Table(
                new Schema(
                        Task.CLASSIFICATION, "y", List.of(new FeatureSpec("sex", FeatureType.CATEGORICAL, sensitive))),
                List.of(new Column.Categories(sex, new String[] {"f", "m"})),
                new Column.Categories(label, new String[] {"no", "yes"}));
    }

    /** Whoever is a man is called yes. */
    private static TableScores answers() {
        int[] actual = new int[ROWS];
        double[] probabilities = new double[ROWS * 2];
        for (int row = 0; row < ROWS; row++) {
            actual[row] = row / 2 % 2;
            probabilities[row * 2 + row % 2] = 1;
        }
        return new LabelledTable(new ClassificationScores(List.of("no", "yes"), actual, probabilities));
    }
}
