package org.modelyard.ml.pulse;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets long work be left off from outside. The check belongs to the thread, as an interrupt does, so that loops many calls below ask
 * it without handing it on; it is no interrupt, since one that meets a thread in a file channel closes the file for everybody, an
 * embedded database's too. {@link org.modelyard.ml.tree.Workers} brings it to the threads that help.
 */
public final class Pulse {

    /** Rows of little work that may go by between two beats. */
    private static final int ROWS = 4096;

    private static final ThreadLocal<@Nullable Runnable> CHECK = new ThreadLocal<>();

    private Pulse() {}

    /**
     * Does the work; each beat in it runs the check.
     *
     * @param check throws to end the work, and what it throws comes out here; cheap, for any thread and safe for many at once; null: nobody
     *     asks
     */
    public static <T> T during(@Nullable Runnable check, Supplier<T> work) {
        Runnable before = CHECK.get();
        set(check);
        try {
            return work.get();
        } finally {
            set(before);
        }
    }

    /** The same for work that gives nothing. */
    public static void during(@Nullable Runnable check, Runnable work) {
        during(check, () -> {
            work.run();
            return true;
        });
    }

    private static void set(@Nullable Runnable check) {
        if (check == null) {
            CHECK.remove(); // a pooled thread keeps nothing of ours
        } else {
            CHECK.set(check);
        }
    }

    /** The check of this thread's work; null where nobody asks. */
    public static @Nullable Runnable check() {
        return CHECK.get();
    }

    /** Asks. To be called at every row, or whatever takes some microseconds or more. */
    public static void beat() {
        Runnable check = CHECK.get();
        if (check != null) {
            check.run();
        }
    }

    /** Asks at every 4,096th row: for loops whose rows are over in some nanoseconds. */
    public static void beat(int row) {
        if ((row & (ROWS - 1)) == 0) {
            beat();
        }
    }
}
