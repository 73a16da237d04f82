package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.modelyard.ml.feature.SparseRows;
import org.modelyard.platform.model.FieldError;
import org.modelyard.platform.model.Refusal;

class RowWeightsTest {

    private static final Targets LABELS = new Targets.Labels(List.of("a", "b"), new int[] {0, 0, 0, 1});
    private static final Targets NUMBERS = new Targets.Values(new double[] {1, 2});

    @Test
    void balanced_labels_weigh_the_same_in_sum() {
        // as scikit-learn's "balanced": n / (classes * count)
        double[] expected = {4 / 6.0, 4 / 6.0, 4 / 6.0, 2};
        assertThat(RowWeights.balanced(LABELS).values()).containsExactly(expected);
        Targets earlier = new Targets.Labels(List.of("a", "b", "gone"), new int[] {0, 0, 0, 1});
        assertThat(RowWeights.balanced(earlier).values()).containsExactly(expected);
    }

    @Test
    void labels_that_are_not_named_count_one() {
        assertThat(RowWeights.ofLabels(LABELS, Map.of("b", 5.0)).values()).containsExactly(1, 1, 1, 5);
        assertThat(RowWeights.ofLabels(LABELS, Map.of("a", 0.0)).values()).containsExactly(0, 0, 0, 1);
    }

    @Test
    void an_unknown_label_is_named() {
        Refusal.Invalid refusal = catchThrowableOfType(
                Refusal.Invalid.class, () -> RowWeights.ofLabels(LABELS, Map.of("b", 2.0, "c", 2.0)));
        assertThat(refusal).hasMessageContaining("'c'");
        assertThat(refusal.errors()).extracting(FieldError::field).containsExactly("weights.labels");
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void what_is_no_weight_is_refused(double weight) {
        assertThatThrownBy(() -> RowWeights.ofLabels(LABELS, Map.of("a", weight)))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("'a'");
        assertThatThrownBy(() -> new RowWeights(new double[] {1, weight})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> RowWeights.ofQuality(new double[] {weight}))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void numbers_have_no_labels_to_weigh_by() {
        assertThatThrownBy(() -> RowWeights.balanced(NUMBERS)).isInstanceOf(Refusal.Invalid.class);
        assertThatThrownBy(() -> RowWeights.ofLabels(NUMBERS, Map.of())).isInstanceOf(Refusal.Invalid.class);
    }

    @Test
    void a_product_weighs_by_both() {
        RowWeights quality = RowWeights.ofQuality(new double[] {1, 0.5, 0, 1});
        RowWeights labels = RowWeights.ofLabels(LABELS, Map.of("b", 3.0));
        assertThat(labels.times(quality).values()).containsExactly(1, 0.5, 0, 3);
        assertThat(RowWeights.NONE.times(quality)).isSameAs(quality);
        assertThat(quality.times(RowWeights.NONE)).isSameAs(quality);
        assertThatThrownBy(() -> quality.times(new RowWeights(new double[] {1})))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void data_keep_the_proportions_get_a_mean_of_one_and_lose_the_rows_that_do_not_count() {
        TrainingData data = new TrainingData(rows(4), LABELS).weighted(new RowWeights(new double[] {2, 0, 4, 6}));
        assertThat(data.weights().values()).containsExactly(0.5, 1, 1.5);
        assertThat(data.rows().values()).containsExactly(0, 2, 3);
        assertThat(((Targets.Labels) data.targets()).codes()).containsExactly(0, 0, 1);
    }

    @Test
    void a_label_of_which_nothing_counts_is_refused_by_its_name() {
        TrainingData data = new TrainingData(rows(4), LABELS);
        assertThatThrownBy(() -> data.weighted(new RowWeights(new double[] {1, 1, 1, 0})))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("'b'");
        TrainingData numbers = new TrainingData(rows(2), NUMBERS);
        assertThatThrownBy(() -> numbers.weighted(new RowWeights(new double[] {1, 0})))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at least 2 rows");
    }

    @Test
    void weights_of_other_rows_or_of_nothing_do_not_get_into_data() {
        assertThatThrownBy(() -> new TrainingData(rows(2), NUMBERS).weighted(new RowWeights(new double[] {1})))
                .isInstanceOf(IllegalArgumentException.class);
        TrainingData data = new TrainingData(rows(2), NUMBERS);
        RowWeights zero = new RowWeights(new double[] {0, 2});
        assertThatThrownBy(() -> new TrainingData(data.rows(), data.targets(), data.workers(), zero))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(data.weighted(RowWeights.NONE)).isEqualTo(data);
    }

    /** Row r has the value r. */
    private static SparseRows rows(int count) {
        int[] offsets = new int[count + 1];
        float[] values = new float[count];
        for (int row = 0; row < count; row++) {
            offsets[row + 1] = row + 1;
            values[row] = row;
        }
        return new SparseRows(1, offsets, new int[count], values);
    }
}
