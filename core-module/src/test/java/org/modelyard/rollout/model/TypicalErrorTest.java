package org.modelyard.rollout.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypicalErrorTest {

    @Test
    void three_quarters_are_no_further_off() {
        assertThat(TypicalError.of(List.of(4.0, 1.0, 3.0, 2.0), 4)).contains(3.0);
        assertThat(TypicalError.of(List.of(1.0, 1.0, 1.0, 9_000.0), 1)).contains(1.0);
        assertThat(TypicalError.of(List.of(7.0), 1)).contains(7.0);
    }

    @Test
    void too_few_say_nothing() {
        assertThat(TypicalError.of(List.of(4.0, 1.0), 3)).isEmpty();
        assertThat(TypicalError.of(List.of(), 0)).isEmpty();
    }
}
