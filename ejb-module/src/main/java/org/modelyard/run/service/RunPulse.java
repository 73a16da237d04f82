package org.modelyard.run.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Tells of new points now and then: a run may send some many times a second, and nobody looks that often. */
@ApplicationScoped
public class RunPulse {

    private static final long PAUSE_NANOS = Duration.ofSeconds(2).toNanos();

    @Inject
    private Event<RunChanged> changed;

    private final ConcurrentMap<Long, Long> told = new ConcurrentHashMap<>();

    void beat(long organisationId) {
        long now = System.nanoTime();
        Long kept = told.compute(
                organisationId, (any, last) -> last == null || now - last >= PAUSE_NANOS ? Long.valueOf(now) : last);
        if (kept == now) {
            changed.fire(new RunChanged(organisationId));
        }
    }
}
