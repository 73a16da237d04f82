package org.modelyard.ml.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GroupsTest {

    @Test
    void rows_of_one_value_are_one_group_and_rows_without_one_are_alone() {
        Column numbers = new Column.Numbers(new double[] {7, Double.NaN, 7, 8, Double.NaN});
        assertThat(Groups.names(numbers)).containsExactly("7.0", null, "7.0", "8.0", null);
        assertThat(Groups.numbers(numbers)).containsExactly(0, 1, 0, 2, 3);
        Column categories = new Column.Categories(new int[] {1, 0, -1, 1}, new String[] {"a", "b"});
        assertThat(Groups.numbers(categories)).containsExactly(0, 1, 2, 0);
        assertThat(Groups.names(new Column.Texts(new String[] {"x", null}))).containsExactly("x", null);
    }
}
