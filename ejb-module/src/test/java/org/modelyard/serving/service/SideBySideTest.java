package org.modelyard.serving.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SideBySideTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final SideBySide work = new SideBySide();

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void one_that_hangs_holds_up_no_other_and_is_not_begun_twice() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch other = new CountDownLatch(1);
        AtomicInteger again = new AtomicInteger();
        work.begin(executor, 1, () -> {
            begun.countDown();
            await(hanging);
        });
        work.begin(executor, 2, other::countDown);
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(other.await(30, TimeUnit.SECONDS)).isTrue();
        work.begin(executor, 1, again::incrementAndGet);
        hanging.countDown();
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(again).hasValue(0);
    }

    @Test
    void one_that_failed_is_begun_again_and_so_is_one_for_which_there_was_no_thread() {
        AtomicInteger done = new AtomicInteger();
        ExecutorService shut = Executors.newSingleThreadExecutor();
        shut.shutdown();
        work.begin(shut, 1, done::incrementAndGet);
        assertThat(done).hasValue(0);
        work.begin(Wired.inline(), 1, () -> {
            done.incrementAndGet();
            throw new IllegalStateException("the database is away");
        });
        work.begin(Wired.inline(), 1, done::incrementAndGet);
        assertThat(done).hasValue(2);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
