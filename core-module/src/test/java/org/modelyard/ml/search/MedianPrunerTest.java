package org.modelyard.ml.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MedianPrunerTest {

    private static final MedianPruner PRUNER = new MedianPruner(3, 2);
    /** Means up to step 2: 0.5, 0.6, 0.7; up to step 3: 0.4, 0.5, 0.6. */
    private static final List<Trial> OTHERS =
            List.of(ended(1, 0.6, 0.4, 0.2), ended(2, 0.7, 0.5, 0.3), ended(3, 0.8, 0.6, 0.4));

    @Test
    void worse_than_the_median_is_given_up() {
        assertThat(PRUNER.shouldPrune(List.of(0.9, 0.61), OTHERS)).isTrue();
        assertThat(PRUNER.shouldPrune(List.of(0.9, 0.7, 0.51), OTHERS)).isTrue();
    }

    @Test
    void as_good_as_the_median_goes_on_and_the_best_loss_counts() {
        assertThat(PRUNER.shouldPrune(List.of(0.9, 0.6), OTHERS)).isFalse();
        assertThat(PRUNER.shouldPrune(List.of(0.5, 0.9), OTHERS)).isFalse();
    }

    @Test
    void nothing_is_given_up_too_early() {
        assertThat(PRUNER.shouldPrune(List.of(9.0), OTHERS)).isFalse();
        assertThat(PRUNER.shouldPrune(List.of(9.0, 9.0), OTHERS.subList(0, 2))).isFalse();
    }

    @Test
    void only_finished_trials_are_a_yardstick() {
        List<Trial> others = new ArrayList<>(OTHERS.subList(0, 2));
        others.add(OTHERS.get(2).ended(new Outcome.Pruned()));
        others.add(OTHERS.get(2).ended(new Outcome.Running()));
        assertThat(PRUNER.shouldPrune(List.of(9.0, 9.0), others)).isFalse();
    }

    @Test
    void one_that_took_fewer_steps_counts_with_those() {
        List<Trial> others = List.of(ended(1, 0.1), ended(2, 0.2), ended(3, 0.3));
        assertThat(PRUNER.shouldPrune(List.of(0.5, 0.25), others)).isTrue();
        assertThat(PRUNER.shouldPrune(List.of(0.5, 0.15), others)).isFalse();
    }

    private static Trial ended(int number, Double... losses) {
        return new Trial(number, Map.of(), null, new Outcome.Finished(0), List.of(losses));
    }
}
