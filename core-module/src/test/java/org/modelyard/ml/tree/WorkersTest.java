package org.modelyard.ml.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class WorkersTest {

    @Test
    void every_task_is_done_once() {
        ExecutorService executor = Executors.newFixedThreadPool(3);
        try {
            Workers workers = new Workers(executor, 4);
            AtomicIntegerArray done = new AtomicIntegerArray(10_000);
            workers.forEach(done.length(), done::incrementAndGet);
            int[] counts = new int[done.length()];
            Arrays.setAll(counts, done::get);
            assertThat(counts).containsOnly(1);
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void without_help_the_caller_does_it_all() {
        for (Workers workers : new Workers[] {
            new Workers(
                    task -> {
                        throw new RejectedExecutionException("full");
                    },
                    4),
            new Workers(task -> {}, 4)
        }) {
            int[] done = new int[100];
            workers.forEach(done.length, i -> done[i]++);
            assertThat(done).containsOnly(1);
        }
    }

    @Test
    void what_a_task_throws_is_thrown() {
        ExecutorService executor = Executors.newFixedThreadPool(1);
        try {
            Workers workers = new Workers(executor, 2);
            assertThatThrownBy(() -> workers.forEach(8, i -> {
                        if (i == 5) {
                            throw new IllegalStateException("five");
                        }
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("five");
        } finally {
            executor.shutdownNow();
        }
    }
}
