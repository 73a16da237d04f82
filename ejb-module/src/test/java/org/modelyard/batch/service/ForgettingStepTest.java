package org.modelyard.batch.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForgettingStepTest {

    private final AtomicInteger left = new AtomicInteger(3);

    @Test
    void it_goes_on_until_nothing_is_left() {
        Step step = new Step();
        assertThat(step.process()).isEqualTo("DONE");
        assertThat(left).hasValue(0);
    }

    @Test
    void who_stops_it_keeps_the_rest() {
        Step step = new Step();
        step.last = 2;
        assertThat(step.process()).isEqualTo("STOPPED");
        assertThat(left).hasValue(2);
    }

    private final class Step extends ForgettingStep {
        private int last;

        @Override
        public String process() {
            return untilNoneIsLeft(() -> {
                if (left.decrementAndGet() == last) {
                    stop();
                }
                return left.get() > 0;
            });
        }
    }
}
