package org.modelyard.run.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunDifferencesTest {

    private static final RunDifferences TWO = RunDifferences.of(List.of(
            new RunDifferences.Side(Map.of("lr", "0.1", "seed", "1", "depth", "6"), Map.of("auc", 0.8, "loss", 0.3)),
            new RunDifferences.Side(Map.of("lr", "0.2", "seed", "1"), Map.of("auc", 0.9))));

    @Test
    void what_differs_or_is_missing_somewhere_stands_side_by_side() {
        assertThat(TWO.parameters())
                .containsExactly(
                        new RunDifferences.Row<>("depth", Arrays.asList("6", null)),
                        new RunDifferences.Row<>("lr", List.of("0.1", "0.2")));
    }

    @Test
    void what_all_have_alike_is_told_once() {
        assertThat(TWO.same()).containsExactly(Map.entry("seed", "1"));
    }

    @Test
    void every_metric_stands_there_with_a_gap_where_a_run_has_none() {
        assertThat(TWO.metrics())
                .containsExactly(
                        new RunDifferences.Row<>("auc", List.of(0.8, 0.9)),
                        new RunDifferences.Row<>("loss", Arrays.asList(0.3, null)));
    }

    @Test
    void texts_are_compared_as_they_are_written() {
        RunDifferences written = RunDifferences.of(List.of(
                new RunDifferences.Side(Map.of("lr", "0.1"), Map.of()),
                new RunDifferences.Side(Map.of("lr", "0.10"), Map.of())));
        assertThat(written.parameters()).hasSize(1);
        assertThat(written.same()).isEmpty();
    }
}
