package org.modelyard.platform.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.modelyard.serving.service.Wired;

/** The one thread that keeps the time of a node's timers. */
class TimerSignalTest {

    private static final Duration PAUSE = Duration.ofSeconds(4);

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5); // it may run over
    private final AtomicInteger runs = new AtomicInteger();
    private final List<Runnable> threads = new ArrayList<>();

    @Test
    void it_waits_for_no_work() {
        TimerSignal hanging = signal(Wired.later(threads));
        TimerSignal next = signal(Wired.later(threads));
        hanging.run();
        next.run();
        assertThat(runs).as("nothing is done by who gives the signal").hasValue(0);
        assertThat(threads).as("neither has to wait for the other").hasSize(2);
    }

    @Test
    void work_is_in_hand_once_at_a_time_and_rests_for_half_a_pause() {
        TimerSignal signal = signal(Wired.later(threads));
        signal.run();
        pass(PAUSE);
        signal.run();
        assertThat(threads).as("it is in hand").hasSize(1);
        threads.remove(0).run();
        assertThat(runs).hasValue(1);
        pass(PAUSE.dividedBy(2).minusNanos(1));
        signal.run();
        assertThat(threads).as("it has just ended").isEmpty();
        pass(Duration.ofNanos(1));
        signal.run();
        assertThat(threads).hasSize(1);
    }

    @Test
    void where_there_is_no_thread_it_tries_again() {
        for (Throwable refusal : List.of(
                new RejectedExecutionException("full"),
                new IllegalStateException("the application stops"),
                new OutOfMemoryError("unable to create native thread"))) {
            runs.set(0);
            TimerSignal signal = signal(once(refusal));
            signal.run();
            assertThat(runs).as("%s", refusal).hasValue(0);
            signal.run();
            assertThat(runs).as("%s", refusal).hasValue(1);
        }
    }

    /** Refuses what comes first. */
    private static ExecutorService once(Throwable refusal) {
        AtomicBoolean full = new AtomicBoolean(true);
        return (ExecutorService) Proxy.newProxyInstance(
                TimerSignalTest.class.getClassLoader(),
                new Class<?>[] {ExecutorService.class},
                (self, method, args) -> {
                    if (full.getAndSet(false)) {
                        throw refusal;
                    }
                    ((Runnable) args[0]).run();
                    return null;
                });
    }

    private TimerSignal signal(ExecutorService executor) {
        return new TimerSignal(new TimedWork("counting", runs::incrementAndGet, () -> true), PAUSE, executor, now::get);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
