package org.modelyard.ml.tree;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.modelyard.ml.pulse.Pulse;

/**
 * Threads that share work cut into tasks. What a task computes must not depend on the others, so that the result is the same
 * whatever the number of threads. Each task is preceded by a beat of the caller's {@link Pulse}, whoever does it.
 */
public final class Workers {

    /** The caller alone. */
    public static final Workers ALONE = new Workers(Runnable::run, 1);

    /** How long a thread looks for work before it sleeps, some ten microseconds: waking it takes longer than most tasks of a batch. */
    private static final int LOOKS = 1_000;

    private final Executor executor;
    private final int threads;
    /** What helpers that are awake may take part in. */
    private final AtomicReference<@Nullable Batch> posted = new AtomicReference<>();
    /** Threads that help, look for work, or were asked to and have not come yet. */
    private final AtomicInteger helpers = new AtomicInteger();

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

    /**
     * Runs tasks 0 to {@code tasks - 1} and returns when all are done; throws what a task or the pulse threw, and leaves out the tasks that
     * have not begun by then.
     */
    public void forEach(int tasks, IntConsumer task) {
        if (threads == 1 || tasks < 2) {
            for (int i = 0; i < tasks; i++) {
                Pulse.beat();
                task.accept(i);
            }
            return;
        }
        Batch batch = new Batch(tasks, task, Pulse.check());
        posted.set(batch);
        call(batch, Math.min(threads, tasks) - 1);
        batch.run();
        batch.await();
        posted.compareAndSet(batch, null);
    }

    private void call(Batch batch, int wanted) {
        try {
            while (helpers.get() < wanted) {
                helpers.incrementAndGet();
                executor.execute(() -> help(batch));
            }
        } catch (RejectedExecutionException e) {
            helpers.decrementAndGet(); // no help to be had: the caller takes every task itself
        }
    }

    private void help(Batch first) {
        try {
            for (Batch batch = first; batch != null; batch = next(batch)) {
                batch.run();
            }
        } finally {
            helpers.decrementAndGet();
        }
    }

    private @Nullable Batch next(Batch done) {
        for (int look = 0; look < LOOKS; look++) {
            Batch batch = posted.get();
            if (batch != null && batch != done) {
                return batch;
            }
            Thread.onSpinWait();
        }
        return null;
    }

    private static final class Batch {
        private final int tasks;
        private final IntConsumer task;
        private final @Nullable Runnable check;
        private final AtomicInteger next = new AtomicInteger();
        private final CountDownLatch left;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Batch(int tasks, IntConsumer task, @Nullable Runnable check) {
            this.tasks = tasks;
            this.task = task;
            this.check = check;
            this.left = new CountDownLatch(tasks);
        }

        void run() {
            if (next.get() < tasks) {
                Pulse.during(check, this::take);
            }
        }

        private void take() {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                try {
                    if (failure.get() == null) {
                        Pulse.beat();
                        task.accept(i);
                    }
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                } finally {
                    left.countDown();
                }
            }
        }

        /** Waits also when interrupted: the tasks under way write into the caller's arrays. */
        void await() {
            for (int look = 0; look < LOOKS && left.getCount() > 0; look++) {
                Thread.onSpinWait();
            }
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
