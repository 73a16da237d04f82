package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class FairLanesTest {

    private final FairLanes<String> lanes = new FairLanes<>(3);

    @Test
    void a_full_lane_is_full_alone() {
        for (int i = 0; i < 3; i++) {
            assertThat(lanes.offer(1, "one")).isTrue();
        }
        assertThat(lanes.offer(1, "one too many")).isFalse();
        assertThat(lanes.offer(2, "other")).isTrue();
    }

    @Test
    void lanes_take_turns_and_one_that_is_at_work_holds_no_other_up() {
        lanes.offer(1, "a");
        lanes.offer(1, "b");
        lanes.offer(2, "c");
        lanes.offer(2, "d");
        assertThat(taken()).isEqualTo("a");
        assertThat(taken()).isEqualTo("c");
        assertThat(lanes.waiting()).as("both are at work").isFalse();
        assertThat(lanes.take()).isNull();
        lanes.done(2);
        assertThat(taken()).isEqualTo("d");
        lanes.done(2);
        assertThat(lanes.take()).as("the first is slow").isNull();
        lanes.done(1);
        assertThat(taken()).isEqualTo("b");
        lanes.done(1);
        assertThat(lanes.waiting()).isFalse();
        lanes.offer(1, "e");
        assertThat(taken()).as("an empty lane begins again").isEqualTo("e");
    }

    @Test
    void what_comes_while_its_lane_is_at_work_waits_for_it() {
        lanes.offer(1, "a");
        assertThat(taken()).isEqualTo("a");
        lanes.offer(1, "b");
        assertThat(lanes.take()).isNull();
        lanes.done(1);
        assertThat(taken()).isEqualTo("b");
    }

    private String taken() {
        return Objects.requireNonNull(lanes.take()).what();
    }
}
