package org.modelyard.platform.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Polls the epochs and tells this node what has changed, on whichever node it was. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class EpochWatch {

    private static final Duration POLL = Duration.ofMillis(200);

    @Inject
    private EpochReading epochs;

    @Inject
    private Event<EpochChanged> changes;

    @Inject
    private Timers timers;

    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    @PostConstruct
    void start() {
        timers.every("epochs", POLL, this::poll);
    }

    /** While the database is away, what is in memory stays. */
    private void poll() {
        epochs.current().forEach(this::compare);
    }

    private void compare(String name, Long number) {
        Long before = seen.put(name, number);
        if (before != null && !before.equals(number)) {
            changes.fire(new EpochChanged(name));
        }
    }
}
