package org.modelyard.ml.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {

    private final AtomicLong nanos = new AtomicLong();
    private final CircuitBreaker breaker = new CircuitBreaker(2, Duration.ofNanos(100), nanos::get);

    @Test
    void failures_that_do_not_follow_each_other_open_nothing() {
        for (int i = 0; i < 5; i++) {
            breaker.failed(entered());
            breaker.succeeded(entered());
        }
        assertThat(entered().trying()).isFalse();
    }

    @Test
    void it_opens_lets_one_try_after_the_pause_and_closes_when_that_succeeds() {
        open();
        nanos.set(99);
        assertThat(breaker.enter()).isNull();
        nanos.set(100);
        CircuitBreaker.Pass trial = entered();
        assertThat(trial.trying()).isTrue();
        assertThat(breaker.enter()).as("a second one while the first tries").isNull();
        breaker.failed(trial);
        nanos.set(150);
        assertThat(breaker.enter()).as("the pause begins anew").isNull();
        nanos.set(200);
        breaker.succeeded(entered());
        assertThat(entered().trying()).isFalse();
        assertThat(entered().trying()).isFalse();
    }

    @Test
    void what_was_begun_before_it_opened_or_closed_tells_nothing() {
        CircuitBreaker.Pass good = entered();
        CircuitBreaker.Pass bad = entered();
        open();
        breaker.succeeded(good);
        assertThat(breaker.enter()).as("an old answer closes nothing").isNull();
        nanos.set(100);
        CircuitBreaker.Pass trial = entered();
        breaker.failed(bad);
        breaker.abandoned(good);
        assertThat(breaker.enter()).as("the one that tries is still trying").isNull();
        breaker.succeeded(trial);
        breaker.failed(bad);
        breaker.failed(bad);
        assertThat(entered().trying()).as("old failures open nothing").isFalse();
    }

    @Test
    void what_was_abandoned_is_neither() {
        breaker.failed(entered());
        breaker.abandoned(entered());
        breaker.abandoned(entered());
        assertThat(breaker.enter()).as("no failure").isNotNull();
        breaker.failed(entered());
        assertThat(breaker.enter()).as("no success either: two in a row").isNull();
        nanos.set(100);
        breaker.abandoned(entered());
        assertThat(entered().trying()).as("the next one tries").isTrue();
    }

    private void open() {
        breaker.failed(entered());
        breaker.failed(entered());
        assertThat(breaker.enter()).isNull();
    }

    private CircuitBreaker.Pass entered() {
        return Objects.requireNonNull(breaker.enter());
    }
}
