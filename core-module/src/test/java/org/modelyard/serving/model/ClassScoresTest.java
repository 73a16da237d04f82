package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassScoresTest {

    @Test
    void the_highest_come_first_and_equal_ones_in_the_order_of_the_labels() {
        ClassScores scores = ClassScores.highest(new double[] {0.1, 0.3, 0.05, 0.3, 0.25}, 3);
        assertThat(scores.labels()).containsExactly(1, 3, 4);
        assertThat(scores.scores()).containsExactly(0.3f, 0.3f, 0.25f);
    }

    @Test
    void fewer_classes_than_asked_for_are_all_there() {
        ClassScores scores = ClassScores.highest(new double[] {0.4, 0.6}, 10);
        assertThat(scores.labels()).containsExactly(1, 0);
    }
}
