package org.modelyard.bench;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Supplier;

/** Seconds that work takes. */
final class Stopwatch {

    private static final int RUNS = 3;

    private Stopwatch() {}

    /** @param work what it gives is needed, so that nobody leaves it out */
    static double once(Supplier<?> work) {
        long start = System.nanoTime();
        Objects.requireNonNull(work.get());
        return (System.nanoTime() - start) / 1e9;
    }

    /** The median of some runs, after one that does not count. */
    static double median(Supplier<?> work) {
        once(work);
        double[] seconds = new double[RUNS];
        Arrays.setAll(seconds, run -> once(work));
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }
}
