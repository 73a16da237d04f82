package org.modelyard.serving.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ScoreCountsTest {

    @Test
    void scores_fall_into_bins_of_a_fiftieth() {
        ScoreCounts scores = new ScoreCounts();
        scores.add(0);
        scores.add(0.019);
        scores.add(0.5);
        scores.add(1);
        scores.add(1.7);
        assertThat(scores.counts()[0]).isEqualTo(2);
        assertThat(scores.counts()[25]).isEqualTo(1);
        assertThat(scores.counts()[49]).isEqualTo(2);
    }

    @Test
    void they_add_up_and_are_read_again() {
        ScoreCounts one = new ScoreCounts();
        one.add(0.3);
        ScoreCounts sum = ScoreCounts.fromBytes(one.toBytes());
        sum.addAll(one);
        assertThat(sum.counts()[15]).isEqualTo(2);
        assertThat(one.counts()[15]).isEqualTo(1);
        assertThatThrownBy(() -> ScoreCounts.fromBytes(new byte[3])).isInstanceOf(IllegalArgumentException.class);
    }
}
