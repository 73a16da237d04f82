package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.score.Deadline;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.settings.Configuration;

class PredictionGateTest {

    @Test
    void as_many_as_are_let_in_are_answered_and_the_next_is_sent_away() {
        PredictionGate gate = gate(2, 0, "PT10S");
        gate.enter(Deadline.NONE);
        gate.enter(Deadline.NONE);
        assertThat(gate.inside()).isEqualTo(2);
        assertThatThrownBy(() -> gate.enter(Deadline.NONE))
                .isInstanceOfSatisfying(Refusal.Unavailable.class, refused -> assertThat(refused.retryAfter())
                        .isPositive());
        assertThat(gate.shed()).isEqualTo(1);
        gate.leave();
        gate.enter(Deadline.NONE);
        assertThat(gate.inside()).isEqualTo(2);
        assertThat(gate.shed()).isEqualTo(1);
    }

    @Test
    void one_that_waits_comes_in_when_another_leaves() throws Exception {
        PredictionGate gate = gate(1, 1, "PT30S");
        gate.enter(Deadline.NONE);
        CompletableFuture<Void> waiting = CompletableFuture.runAsync(() -> gate.enter(Deadline.NONE));
        while (gate.waiting() == 0) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> gate.enter(Deadline.NONE)).isInstanceOf(Refusal.Unavailable.class);
        gate.leave();
        waiting.get(10, TimeUnit.SECONDS);
        assertThat(gate.inside()).isEqualTo(1);
        assertThat(gate.waiting()).isZero();
    }

    @Test
    void nobody_waits_longer_than_the_deadline() {
        PredictionGate gate = gate(1, 10, "PT30S");
        gate.enter(Deadline.NONE);
        long start = System.nanoTime();
        assertThatThrownBy(() -> gate.enter(Deadline.after(start, Duration.ofMillis(20))))
                .isInstanceOf(Refusal.Unavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(gate.waiting()).isZero();
    }

    private static PredictionGate gate(int most, int queue, String wait) {
        Map<String, String> settings = Map.of(
                "modelyard.predict.concurrency", Integer.toString(most),
                "modelyard.predict.queue", Integer.toString(queue),
                "modelyard.predict.wait", wait);
        PredictionGate gate = Wired.with(
                new PredictionGate(), Configuration.read(settings::get).serving());
        gate.open();
        return gate;
    }
}
