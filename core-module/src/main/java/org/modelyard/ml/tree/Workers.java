package org.modelyard.ml.tree;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Threads that share work cut into tasks. What a task computes must not depend on the others, so that the result is the same
 * whatever the number of threads.
 */
public final class Workers {

    /** The caller alone. */
    public static final Workers ALONE = new Workers(Runnable::run, 1);

    private final Executor executor;
    private final int threads;

    /**
     * @param executor for the threads beside the caller's; it may refuse them or let them wait, the caller goes on without
     * @param threads at least 1, the caller's included
     */
    public Workers(Executor executor, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("no threads");
        }
        this.executor = executor;
        this.threads = threads;
    }

    /** How many there are, the caller's included. */
    public int threads() {
        return threads;
    }

    /** Runs tasks 0 to {@code tasks - 1} and returns when all are done; throws what a task threw. */
    public void forEach(int tasks, IntConsumer task) {
        if (threads == 1 || tasks < 2) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        Batch batch = new Batch(tasks, task);
        try {
            for (int helper = 1; helper < Math.min(threads, tasks); helper++) {
                executor.execute(batch);
            }
        } catch (RejectedExecutionException e) {
            // no help to be had: the caller takes every task itself
            batch.run();
        }
        batch.run();
        batch.await();
    }

    private static final class Batch implements Runnable {
        private final int tasks;
        private final IntConsumer task;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Batch(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
            this.left = new CountDownLatch(tasks);
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                try {
                    task.accept(i);
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        /** Waits also when interrupted: the tasks under way write into the caller's arrays. */
        void await() {
            boolean interrupted = false;
            while (true) {
                try {
                    left.await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Throwable thrown = failure.get();
            if (thrown instanceof Error error) {
                throw error;
            }
            if (thrown instanceof RuntimeException exception) {
                throw exception;
            }
        }
    }
}
