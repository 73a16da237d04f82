package org.modelyard.training.service;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.modelyard.ml.search.Trial;

/** The trials that one execution works on, shared by its partitions. */
final class TrialQueue {

    private static final long LOOK_MILLIS = 500;

    private final Set<Integer> taken = new HashSet<>();
    private int running;

    /** @param next gives what to try, told which trials somebody has already */
    synchronized Optional<Trial> take(Function<Predicate<Trial>, Optional<Trial>> next) {
        Optional<Trial> trial = next.apply(one -> taken.contains(one.number()));
        trial.ifPresent(one -> {
            taken.add(one.number());
            running++;
        });
        return trial;
    }

    synchronized void ended(Trial trial) {
        running--;
        notifyAll();
    }

    /**
     * Waits a little for another partition's trial to end.
     *
     * @return false when none is running: then nothing more will come
     */
    synchronized boolean awaitEnd() {
        if (running == 0) {
            return false;
        }
        try {
            wait(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while other trials run", e);
        }
        return true;
    }
}
