package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class ReadingTurnsTest {

    private final ReadingTurns turns = new ReadingTurns(1, Duration.ofMillis(1));

    @Test
    void whoever_comes_while_all_turns_are_taken_is_sent_away() {
        String outer = turns.inTurn(() -> {
            assertThatThrownBy(() -> turns.inTurn(() -> "inner")).isInstanceOf(Refusal.Unavailable.class);
            return "outer";
        });
        assertThat(outer).isEqualTo("outer");
    }

    @Test
    void a_turn_is_given_back_whatever_comes_of_it() {
        assertThatThrownBy(() -> turns.inTurn(() -> {
                    throw new Refusal.Conflict("damaged");
                }))
                .isInstanceOf(Refusal.Conflict.class);
        assertThat(turns.<String>inTurn(() -> "read")).isEqualTo("read");
    }
}
