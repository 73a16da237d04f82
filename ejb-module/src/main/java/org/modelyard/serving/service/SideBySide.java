package org.modelyard.serving.service;

import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** Work for many, each one's at most once at a time, and none behind another's. */
public final class SideBySide {

    private static final System.Logger LOG = System.getLogger(SideBySide.class.getName());

    private final Set<Long> inHand = ConcurrentHashMap.newKeySet();

    /**
     * Nothing happens while the same one's work is in hand, or where there is no thread: whoever looks again begins it then.
     *
     * @param id whose work it is
     */
    public void begin(ExecutorService executor, long id, Runnable work) {
        if (!inHand.add(id)) {
            return;
        }
        try {
            executor.submit(() -> {
                try {
                    work.run();
                } finally {
                    inHand.remove(id);
                }
            });
        } catch (RejectedExecutionException | IllegalStateException e) { // the latter while the application stops
            inHand.remove(id);
            LOG.log(Level.WARNING, "there is no thread for " + id + " now", e);
        }
    }
}
