package org.modelyard.platform.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Polls the epochs and tells this node what has changed, on whichever node it was. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class EpochWatch {

    private static final System.Logger LOG = System.getLogger(EpochWatch.class.getName());
    private static final int POLL_MILLIS = 200;

    @Inject
    private EpochReading epochs;

    @Inject
    private Event<EpochChanged> changes;

    @Resource
    private ManagedScheduledExecutorService scheduler;

    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private @Nullable ScheduledFuture<?> polling;
    private boolean away;

    @PostConstruct
    void start() {
        polling = scheduler.scheduleWithFixedDelay(this::poll, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        if (polling != null) {
            polling.cancel(false);
        }
    }

    /** Runs in one thread at a time; a database that is away is tried again. */
    private void poll() {
        try {
            epochs.current().forEach(this::compare);
            away = false;
        } catch (RuntimeException e) {
            if (!away) {
                LOG.log(Level.WARNING, "epochs cannot be read; what is in memory stays: {0}", e.toString());
            }
            away = true;
        }
    }

    private void compare(String name, Long number) {
        Long before = seen.put(name, number);
        if (before != null && !before.equals(number)) {
            changes.fire(new EpochChanged(name));
        }
    }
}
