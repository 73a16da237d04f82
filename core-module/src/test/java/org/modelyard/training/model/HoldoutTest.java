package org.modelyard.training.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;

class HoldoutTest {

    @Test
    void labels_keep_their_shares_in_both_parts() {
        Holdout parts = Holdout.split(Tables.labelled(90, 10), 0.2, 1);
        assertThat(count(parts.evaluation(), 0)).isEqualTo(18);
        assertThat(count(parts.evaluation(), 1)).isEqualTo(2);
        assertThat(count(parts.train(), 0)).isEqualTo(72);
        assertThat(count(parts.train(), 1)).isEqualTo(8);
    }

    @Test
    void the_parts_are_disjoint_and_together_the_table() {
        Table table = Tables.valued(101);
        Holdout parts = Holdout.split(table, 0.25, 3);
        double[] together = new double[101];
        System.arraycopy(values(parts.train()), 0, together, 0, parts.train().rows());
        System.arraycopy(
                values(parts.evaluation()),
                0,
                together,
                parts.train().rows(),
                parts.evaluation().rows());
        Arrays.sort(together);
        double[] all = values(table).clone();
        Arrays.sort(all);
        assertThat(together).isEqualTo(all);
    }

    @Test
    void the_seed_decides_and_nothing_else() {
        Table table = Tables.valued(200);
        assertThat(values(Holdout.split(table, 0.2, 5).evaluation()))
                .isEqualTo(values(Holdout.split(table, 0.2, 5).evaluation()))
                .isNotEqualTo(values(Holdout.split(table, 0.2, 6).evaluation()));
    }

    @Test
    void a_label_with_a_single_row_is_learnt_from() {
        Holdout parts = Holdout.split(Tables.labelled(50, 1), 0.5, 1);
        assertThat(count(parts.train(), 1)).isEqualTo(1);
    }

    @Test
    void too_few_rows_and_a_single_label_are_refused_with_what_to_change() {
        assertThatThrownBy(() -> Holdout.split(Tables.valued(9), 0.2, 1))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("9 accepted rows");
        assertThatThrownBy(() -> Holdout.split(Tables.labelled(50, 0), 0.2, 1))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("'no'");
        assertThatThrownBy(() -> Holdout.split(Tables.valued(10), 0.01, 1))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("larger");
    }

    private static long count(Table table, int code) {
        return Arrays.stream(((Column.Categories) table.target()).codes())
                .filter(each -> each == code)
                .count();
    }

    private static double[] values(Table table) {
        return ((Column.Numbers) table.target()).values();
    }
}
