package org.modelyard.evaluation.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.binary.CorruptContent;
import org.modelyard.ml.evaluation.ClassificationScores;
import org.modelyard.ml.evaluation.RegressionScores;

class TableScoresTest {

    private static final TableScores FIRST = new LabelledTable(
            new ClassificationScores(List.of("a", "c"), new int[] {0, 1}, new double[] {0.9, 0.1, 0.3, 0.7}));
    private static final TableScores SECOND =
            new LabelledTable(new ClassificationScores(List.of("b", "c"), new int[] {0}, new double[] {0.2, 0.8}));

    @Test
    void parts_with_different_labels_join_over_all_of_them() {
        ClassificationScores joined = ((LabelledTable) TableScores.joined(List.of(FIRST, SECOND))).scores();
        assertThat(joined.labels()).containsExactly("a", "b", "c");
        assertThat(joined.actual()).containsExactly(0, 2, 1);
        assertThat(joined.probabilities()).containsExactly(0.9, 0, 0.1, 0.3, 0, 0.7, 0, 0.2, 0.8);
        assertThat(joined.evaluate().value("accuracy")).isEqualTo(2.0 / 3);
    }

    @Test
    void numbers_join_in_their_order() {
        TableScores one = new ValuedTable(new RegressionScores(new double[] {1, 2}, new double[] {1.5, 2.5}));
        TableScores two = new ValuedTable(new RegressionScores(new double[] {3}, new double[] {3.5}));
        RegressionScores joined = ((ValuedTable) TableScores.joined(List.of(one, two))).scores();
        assertThat(joined.actual()).containsExactly(1, 2, 3);
        assertThat(joined.predicted()).containsExactly(1.5, 2.5, 3.5);
        assertThatThrownBy(() -> TableScores.joined(List.of(one, FIRST))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answers_survive_their_bytes_and_nothing_else_is_taken_for_them() {
        byte[] bytes = FIRST.toBytes();
        ClassificationScores read = ((LabelledTable) TableScores.fromBytes(bytes)).scores();
        assertThat(read.labels()).containsExactly("a", "c");
        assertThat(read.actual()).containsExactly(0, 1);
        assertThat(read.probabilities()).containsExactly(0.9, 0.1, 0.3, 0.7);
        assertThat(TableScores.fromBytes(bytes).toBytes()).isEqualTo(bytes);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> TableScores.fromBytes(cut)).isInstanceOf(CorruptContent.class);
        }
    }
}
