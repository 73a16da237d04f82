package org.modelyard.platform.service;

import java.util.function.Supplier;

/** Changes that lose against another in the same moment, which a database may settle by undoing either: a deadlock, or the same key twice. */
public final class Overlaps {

    private static final int ATTEMPTS = 4;

    private Overlaps() {}

    /**
     * Does it again when it was undone for another's sake, three times at most.
     *
     * @param change one transaction of its own, which may be begun anew
     * @throws RuntimeException as the change throws, the last time if it is undone again and again
     */
    public static <T> T again(Supplier<T> change) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !Outage.isOverlap(e)) {
                    throw e;
                }
            }
        }
    }
}
