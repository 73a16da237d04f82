package org.modelyard.ml.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;
import org.modelyard.platform.model.Refusal;

class TargetsTest {

    @Test
    void labels_are_sorted_and_unused_ones_left_out() {
        Targets.Labels labels = (Targets.Labels) Targets.of(with(new int[] {2, 0, 2}, "pear", "fig", "apple"));
        assertThat(labels.names()).containsExactly("apple", "pear");
        assertThat(labels.codes()).containsExactly(0, 1, 0);
    }

    @Test
    void one_label_or_one_row_cannot_be_learnt() {
        assertThatThrownBy(() -> Targets.of(with(new int[] {1, 1}, "a", "b")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at least 2 labels");
        assertThatThrownBy(() -> new Targets.Labels(List.of("only"), new int[50]))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at least 2 labels");
        assertThatThrownBy(() -> Targets.of(with(new int[] {1}, "a", "b")))
                .isInstanceOf(Refusal.Invalid.class)
                .hasMessageContaining("at least 2 rows");
    }

    private static Table with(int[] codes, String... dictionary) {
        Table table = Generated.table(2, codes.length, 1);
        return new Table(table.schema(), table.columns(), new Column.Categories(codes, dictionary));
    }
}
