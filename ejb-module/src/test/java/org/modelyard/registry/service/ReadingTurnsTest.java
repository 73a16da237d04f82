package org.modelyard.registry.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.SoftlyKept;

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

    /** All who ask for the same while it is being read would else read it again, one after the other. */
    @Test
    void whoever_has_waited_takes_what_the_one_before_has_read() {
        SoftlyKept<String, String> kept = new SoftlyKept<>(2);
        ReadingTurns behind = new ReadingTurns(1, Duration.ofMillis(1)) {
            @Override
            public <T> T inTurn(Supplier<T> looking) {
                kept.get("a", () -> "read before");
                return super.inTurn(looking);
            }
        };
        assertThat(behind.keptOr(kept, "a", () -> "read again")).isEqualTo("read before");
        assertThat(turns.keptOr(kept, "b", () -> "read")).isEqualTo("read");
        assertThat(turns.keptOr(kept, "b", () -> "read again")).isEqualTo("read");
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
