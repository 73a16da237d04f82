package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(2, Duration.ofNanos(100), nanos::get);

    @Test
    void failures_that_do_not_follow_each_other_open_nothing() {
        for (int i = 0; i < 5; i++) {
            assertThat(breaker.lets()).isTrue();
            breaker.failed();
            assertThat(breaker.lets()).isTrue();
            breaker.succeeded();
        }
        assertThat(breaker.trying()).isFalse();
    }

    @Test
    void it_opens_lets_one_try_after_the_pause_and_closes_when_that_succeeds() {
        breaker.failed();
        breaker.failed();
        assertThat(breaker.lets()).isFalse();
        nanos.set(99);
        assertThat(breaker.lets()).isFalse();
        nanos.set(100);
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.trying()).isTrue();
        assertThat(breaker.lets()).as("a second one while the first tries").isFalse();
        breaker.failed();
        nanos.set(150);
        assertThat(breaker.lets()).as("the pause begins anew").isFalse();
        nanos.set(200);
        assertThat(breaker.lets()).isTrue();
        breaker.succeeded();
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.lets()).isTrue();
    }
}
