package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the version that served before in memory on each node, as long as there is room for it, so that a roll-back waits for no file: neither where it was asked
 * for, nor on nodes that were started since.
 */
@ApplicationScoped
public class StandingBy {

    private static final System.Logger LOG = System.getLogger(StandingBy.class.getName());

    /** A version may have been deleted since, or what could not be loaded may be there again. */
    private static final Duration FORGET = Duration.ofMinutes(10);

    @Inject
    private Rollbacks rollbacks;

    @Inject
    private LoadedModels models;

    private final ReentrantLock looking = new ReentrantLock();
    /** By deployments that serve. */
    private final Map<Long, Optional<Long>> lastGood = new HashMap<>();
    /** Tried once: where they are not in memory, there was no room. */
    private final Set<Long> loaded = new HashSet<>();

    private long began = System.nanoTime();

    void look() {
        look(System.nanoTime());
    }

    /** @param now as {@link System#nanoTime} tells it */
    void look(long now) {
        if (!looking.tryLock()) {
            return; // whoever loads there looks again
        }
        try {
            if (now - began > FORGET.toNanos()) {
                began = now;
                lastGood.clear();
                loaded.clear();
            }
            List<Long> serving = rollbacks.serving();
            lastGood.keySet().retainAll(serving);
            for (Long deployment : serving) {
                if (!lastGood.containsKey(deployment)) {
                    lastGood.put(deployment, rollbacks.lastGood(deployment));
                }
            }
            Set<Long> wanted = new HashSet<>();
            lastGood.values().forEach(version -> version.ifPresent(wanted::add));
            models.standBy(wanted);
            loaded.retainAll(wanted);
            wanted.stream().filter(loaded::add).forEach(this::load);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "what would come back in a roll-back cannot be read now", e);
        } finally {
            looking.unlock();
        }
    }

    private void load(long versionId) {
        try {
            models.standIn(versionId);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "version " + versionId + ", which would come back in a roll-back, is not loaded", e);
        }
    }
}
