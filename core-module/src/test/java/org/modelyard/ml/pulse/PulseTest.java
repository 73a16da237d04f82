package org.modelyard.ml.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.modelyard.ml.tree.Workers;

class PulseTest {

    @Test
    void nobody_is_asked_without_a_check() {
        Pulse.beat();
        assertThat(Pulse.check()).isNull();
    }

    @Test
    void the_inner_check_holds_until_its_work_ends_however_it_ends() {
        StringBuilder asked = new StringBuilder();
        Pulse.during(() -> asked.append('a'), () -> {
            Pulse.beat();
            assertThatThrownBy(() -> Pulse.during(() -> asked.append('b'), () -> {
                        Pulse.beat();
                        throw new IllegalStateException("over");
                    }))
                    .hasMessage("over");
            Pulse.beat();
        });
        assertThat(asked).hasToString("aba");
        assertThat(Pulse.check()).isNull();
    }

    @Test
    void cheap_rows_ask_now_and_then() {
        AtomicInteger asked = new AtomicInteger();
        Pulse.during(asked::incrementAndGet, () -> {
            for (int row = 0; row < 10_000; row++) {
                Pulse.beat(row);
            }
        });
        assertThat(asked.get()).isEqualTo(3);
    }

    @Test
    void threads_that_help_are_asked_and_what_they_throw_ends_the_rest() throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(1);
        try {
            Workers workers = new Workers(executor, 2);
            CyclicBarrier both = new CyclicBarrier(2);
            Set<Thread> asked = ConcurrentHashMap.newKeySet();
            Pulse.during(
                    () -> asked.add(Thread.currentThread()),
                    () -> workers.forEach(2, task -> {
                        try {
                            both.await(10, TimeUnit.SECONDS);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
            assertThat(asked).hasSize(2);

            AtomicInteger begun = new AtomicInteger();
            AtomicInteger beats = new AtomicInteger();
            assertThatThrownBy(() -> Pulse.during(
                            () -> {
                                if (beats.incrementAndGet() > 10) {
                                    throw new IllegalStateException("enough");
                                }
                            },
                            () -> workers.forEach(1_000, task -> begun.incrementAndGet())))
                    .hasMessage("enough");
            assertThat(begun.get()).isEqualTo(10);
            assertThat(executor.submit(Pulse::check).get()).isNull();
        } finally {
            executor.shutdownNow();
        }
    }
}
