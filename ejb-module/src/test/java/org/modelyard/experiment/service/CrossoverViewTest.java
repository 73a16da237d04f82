package org.modelyard.experiment.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.modelyard.experiment.entity.Crossovers;

class CrossoverViewTest {

    @Test
    void more_than_one_in_a_hundred_is_warned_of() {
        assertThat(CrossoverView.of(new Crossovers.Found(0, 0)).share()).isNull();
        CrossoverView few = CrossoverView.of(new Crossovers.Found(1_000, 10));
        assertThat(few.share()).isEqualTo(0.01);
        assertThat(few.warning()).isNull();
        assertThat(CrossoverView.of(new Crossovers.Found(1_000, 11)).warning()).contains("11 of 1000 units");
    }
}
