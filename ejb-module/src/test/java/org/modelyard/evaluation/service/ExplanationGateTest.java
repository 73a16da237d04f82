package org.modelyard.evaluation.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.modelyard.platform.model.Refusal;

class ExplanationGateTest {

    private final ExplanationGate gate = new ExplanationGate();
    private final AtomicInteger inside = new AtomicInteger();

    /** Each goes in from inside the one before, so that all are in at once. */
    private Integer deeper() {
        inside.incrementAndGet();
        return gate.inside(this::deeper);
    }

    @Test
    void so_many_explain_at_once_and_the_next_is_sent_away() {
        int room = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
        assertThatThrownBy(() -> gate.inside(this::deeper)).isInstanceOf(Refusal.Unavailable.class);
        assertThat(inside.get()).isEqualTo(room);
    }

    @Test
    void who_fails_inside_leaves_all_the_same() {
        Supplier<Integer> failing = () -> {
            throw new IllegalStateException("no answer");
        };
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> gate.inside(failing)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(gate.inside(() -> 7)).isEqualTo(7);
    }
}
