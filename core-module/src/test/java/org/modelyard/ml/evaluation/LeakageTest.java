package org.modelyard.ml.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.testdata.SharedData;

class LeakageTest {

    private static final Table TRAINING =
            table(new double[] {1, 2, 3, Double.NaN}, new String[] {"a", "b", "c", "d"}, "no", "no", "yes", "no");

    @Test
    void rows_that_are_alike_are_counted_and_shown() {
        Table evaluation = table(
                new double[] {2, 3, 9, 9, Double.NaN},
                new String[] {"b", "c", "z", "z", "d"},
                "no",
                "no",
                "yes",
                "yes",
                "no");
        Leakage leakage = Leakage.between(TRAINING, evaluation, null, null);
        assertThat(leakage.clean()).isFalse();
        assertThat(leakage.identical().rows()).isEqualTo(2);
        assertThat(leakage.identical().examples())
                .containsExactly(new Leakage.Example(0, 1), new Leakage.Example(4, 3));
        // row 1 has the inputs of training row 2, and another label
        assertThat(leakage.sameInputs().examples())
                .containsExactly(new Leakage.Example(0, 1), new Leakage.Example(1, 2), new Leakage.Example(4, 3));
        assertThat(leakage.repeated()).isEqualTo(1);
        assertThat(leakage.groups()).isNull();
        assertThat(Leakage.fromJson(leakage.toJson())).isEqualTo(leakage);
    }

    @Test
    void codes_of_another_dictionary_are_the_same_category() {
        Table evaluation = new Table(
                TRAINING.schema(),
                List.of(new Column.Numbers(new double[] {3}), new Column.Categories(new int[] {0}, new String[] {"c"})),
                new Column.Categories(new int[] {0}, new String[] {"yes"}));
        assertThat(Leakage.between(TRAINING, evaluation, null, null).identical().rows())
                .isEqualTo(1);
    }

    @Test
    void groups_on_both_sides_are_counted_once_and_unknown_ones_never() {
        Table evaluation = table(new double[] {7, 8, 9}, new String[] {"x", "y", "z"}, "no", "no", "yes");
        Leakage leakage = Leakage.between(
                TRAINING, evaluation, new @Nullable String[] {"ann", "bob", null, "bob"}, new @Nullable String[] {
                    "bob", null, "bob"
                });
        Leakage.GroupOverlap groups = leakage.groups();
        assertThat(groups).isEqualTo(new Leakage.GroupOverlap(1, 2, List.of(new Leakage.Example(0, 1))));
        assertThat(leakage.clean()).isFalse();
        assertThat(leakage.sameInputs().rows()).isZero();
        assertThat(leakage.toJson()).doesNotContain("bob");
        assertThat(Leakage.fromJson(leakage.toJson())).isEqualTo(leakage);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Leakage.between(TRAINING, evaluation, new @Nullable String[4], null));
    }

    @Test
    void what_has_nothing_in_common_is_clean_and_other_columns_are_refused() {
        Table evaluation = table(new double[] {7}, new String[] {"x"}, "no");
        assertThat(Leakage.between(TRAINING, evaluation, null, null).clean()).isTrue();
        Table other = new Table(
                SharedData.schema(Task.REGRESSION, "y", "n:NUMERIC"),
                List.of(new Column.Numbers(new double[] {1})),
                new Column.Numbers(new double[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> Leakage.between(TRAINING, other, null, null));
    }

    private static Table table(double[] numbers, String[] categories, String... labels) {
        return new Table(
                SharedData.schema(Task.CLASSIFICATION, "y", "n:NUMERIC", "c:CATEGORICAL"),
                List.of(new Column.Numbers(numbers), categories(categories)),
                labels(labels));
    }

    private static Column.Categories categories(String[] values) {
        int[] codes = new int[values.length];
        Arrays.setAll(codes, i -> i);
        return new Column.Categories(codes, values);
    }

    private static Column.Categories labels(String... labels) {
        String[] dictionary = {"no", "yes"};
        int[] codes = new int[labels.length];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = labels[i].equals("yes") ? 1 : 0;
        }
        return new Column.Categories(codes, dictionary);
    }
}
