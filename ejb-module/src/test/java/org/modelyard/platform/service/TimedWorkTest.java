package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TimedWorkTest {

    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final TimedWork work = new TimedWork("counting", runs::incrementAndGet, ready::get);

    @Test
    void nothing_begins_before_the_server_is_ready() {
        ready.set(false);
        work.run();
        assertThat(runs).hasValue(0);
        ready.set(true);
        work.run();
        assertThat(runs).hasValue(1);
    }

    @Test
    void nothing_begins_once_it_is_stopped() {
        assertThat(work.stop(Duration.ZERO)).isTrue();
        work.run();
        assertThat(runs).hasValue(0);
    }

    @Test
    void a_failure_ends_no_timer() {
        TimedWork failing = new TimedWork(
                "failing",
                () -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("as if the database were away");
                },
                ready::get);
        failing.run();
        failing.run();
        assertThat(runs).hasValue(2);
    }

    /** A thread of a pool keeps what was thrown for somebody who never asks. */
    @Test
    void what_is_no_exception_is_logged_too_and_ends_no_timer() {
        TimedWork failing = new TimedWork(
                "failing",
                () -> {
                    runs.incrementAndGet();
                    throw new StackOverflowError("as if a model were nested too deep");
                },
                ready::get);
        failing.run();
        failing.run();
        assertThat(runs).hasValue(2);
    }

    @Test
    void stopping_waits_for_what_has_begun() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        TimedWork slow = new TimedWork(
                "slow",
                () -> {
                    begun.countDown();
                    await(mayEnd);
                    runs.incrementAndGet();
                },
                ready::get);
        Thread timer = new Thread(slow);
        timer.start();
        begun.await();
        assertThat(slow.stop(Duration.ofMillis(1))).isFalse();
        mayEnd.countDown();
        assertThat(slow.stop(Duration.ofSeconds(20))).isTrue();
        assertThat(runs).hasValue(1);
        timer.join();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
