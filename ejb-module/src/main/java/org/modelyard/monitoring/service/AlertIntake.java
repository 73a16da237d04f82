package org.modelyard.monitoring.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.platform.service.Outage;

/**
 * Takes what other features want known, off their thread: a full journal may say so thousands of times a second. Of one
 * cause and severity one goes on within {@value #PAUSE_SECONDS} seconds; the count of an alert is of those. One that
 * finds the database away waits for it: a dead database is what fills the journal.
 */
@ApplicationScoped
public class AlertIntake {

    private static final System.Logger LOG = System.getLogger(AlertIntake.class.getName());
    private static final long PAUSE_SECONDS = 10;
    private static final int MOST_REMEMBERED = 10_000;
    private static final int TRIES = 2;

    @Inject
    private Alerts alerts;

    /** One thread for all that the node does by the clock: it begins what is to be done, and waits for it only where nobody else can do it. */
    @Resource
    private ManagedScheduledExecutorService scheduler;

    @Resource
    private ManagedExecutorService executor;

    private final ConcurrentMap<Cause, Long> taken = new ConcurrentHashMap<>();
    private final Set<Cause> waiting = ConcurrentHashMap.newKeySet();

    private record Cause(long organisationId, String kind, String subject, String severity) {}

    void on(@Observes AlertNeeded needed) {
        Cause cause = new Cause(
                needed.organisationId(),
                needed.kind(),
                needed.subject(),
                needed.severity().name());
        if (due(cause)) {
            later(needed, cause, 0);
        }
    }

    private boolean due(Cause cause) {
        long now = System.nanoTime();
        Long before = taken.get(cause);
        if (waiting.contains(cause) || (before != null && now - before < TimeUnit.SECONDS.toNanos(PAUSE_SECONDS))) {
            return false;
        }
        if (taken.size() >= MOST_REMEMBERED) {
            taken.clear();
        }
        return before == null ? taken.putIfAbsent(cause, now) == null : taken.replace(cause, before, now);
    }

    private void later(AlertNeeded needed, Cause cause, long seconds) {
        try {
            scheduler.schedule(() -> begin(needed, cause), seconds, TimeUnit.SECONDS);
        } catch (RejectedExecutionException | IllegalStateException stopping) {
            LOG.log(Level.WARNING, "not raised, the server is stopping: {0}", needed);
        }
    }

    private void begin(AlertNeeded needed, Cause cause) {
        try {
            executor.submit(() -> raise(needed, cause));
        } catch (RejectedExecutionException | IllegalStateException full) { // the latter while the application stops
            raise(needed, cause);
        }
    }

    /** A second try: another node may have raised the same cause at the same moment. */
    private void raise(AlertNeeded needed, Cause cause) {
        for (int left = TRIES; left > 0; left--) {
            try {
                alerts.raise(
                        needed.organisationId(),
                        needed.severity(),
                        needed.kind(),
                        needed.subject(),
                        needed.title(),
                        needed.detail());
                waiting.remove(cause);
                return;
            } catch (RuntimeException e) {
                if (Outage.isDatabase(e)) {
                    if (waiting.add(cause)) {
                        LOG.log(Level.WARNING, "the database is away; an alert waits for it: {0}", needed);
                    }
                    later(needed, cause, PAUSE_SECONDS);
                    return;
                }
                if (left == 1) {
                    waiting.remove(cause);
                    LOG.log(Level.ERROR, "an alert could not be raised: " + needed, e);
                }
            }
        }
    }
}
