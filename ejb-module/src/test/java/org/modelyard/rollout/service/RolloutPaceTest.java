package org.modelyard.rollout.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RolloutPaceTest {

    private static final long START = Long.MAX_VALUE - 7; // the clock may turn over

    private final RolloutPace pace = new RolloutPace();

    private static long after(long millis) {
        return START + Duration.ofMillis(millis).toNanos();
    }

    @Test
    void what_takes_a_moment_is_counted_at_each_look() {
        assertThat(pace.due(1, START)).isTrue();
        pace.seen(1, START, after(200));
        assertThat(pace.due(1, after(200))).isTrue();
    }

    @Test
    void what_takes_longer_rests_ten_times_as_long_as_it_is_longer_and_half_a_minute_at_most() {
        pace.seen(1, START, after(1_000));
        assertThat(pace.due(1, after(8_900))).isFalse();
        assertThat(pace.due(1, after(9_000))).isTrue();
        pace.seen(1, START, after(20_000));
        assertThat(pace.due(1, after(49_900))).isFalse();
        assertThat(pace.due(1, after(50_000))).isTrue();
    }

    @Test
    void rollouts_do_not_wait_for_each_other_and_are_forgotten_when_they_are_over() {
        pace.seen(1, START, after(20_000));
        assertThat(pace.due(2, after(20_000))).isTrue();
        pace.keep(List.of(2L));
        assertThat(pace.due(1, after(20_000))).isTrue();
    }
}
