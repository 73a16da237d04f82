package org.modelyard.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.modelyard.dataset.model.FeatureSpec;
import org.modelyard.dataset.model.FeatureType;
import org.modelyard.dataset.model.Schema;
import org.modelyard.dataset.model.Task;
import org.modelyard.ml.data.Column;
import org.modelyard.ml.data.Table;

class RowHashesTest {

    private static final Schema SCHEMA = new Schema(
            Task.CLASSIFICATION,
            "label",
            List.of(new FeatureSpec("x", FeatureType.NUMERIC), new FeatureSpec("t", FeatureType.TEXT)));

    /** Row 2 repeats row 0; row 3 differs from it in the label alone, row 4 in a missing text. */
    private static final Table TABLE = new Table(
            SCHEMA,
            List.of(
                    new Column.Numbers(new double[] {1, 2, 1, 1, 1}),
                    new Column.Texts(new String[] {"a", "a", "a", "a", null})),
            new Column.Categories(new int[] {0, 0, 0, 1, 0}, new String[] {"no", "yes"}));

    @Test
    void a_copy_of_a_learnt_row_is_known_and_a_row_that_differs_anywhere_is_not() {
        assertThat(RowHashes.unlearnt(TABLE, RowHashes.of(TABLE, new int[] {0})))
                .containsExactly(1, 3, 4);
        assertThat(RowHashes.unlearnt(TABLE, RowHashes.of(TABLE, new int[] {3, 4})))
                .containsExactly(0, 1, 2);
        assertThat(RowHashes.unlearnt(TABLE, Set.of())).hasSize(5);
    }

    @Test
    void contents_are_the_same_in_another_table_with_another_dictionary() {
        Table other = new Table(
                SCHEMA,
                List.of(new Column.Numbers(new double[] {1}), new Column.Texts(new String[] {"a"})),
                new Column.Categories(new int[] {1}, new String[] {"yes", "no"}));
        assertThat(RowHashes.unlearnt(other, RowHashes.of(TABLE, new int[] {0})))
                .isEmpty();
    }
}
