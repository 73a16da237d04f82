package org.modelyard.access.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.modelyard.platform.settings.AccessSettings;

/** Slows guessing down: after a few failures, a name from an address waits a minute. In memory, per node. */
@ApplicationScoped
public class LogInFailures {

    private static final Duration PENALTY = Duration.ofMinutes(1);
    private static final int MAX_ENTRIES = 100_000;

    @Inject
    private AccessSettings settings;

    private final ConcurrentMap<String, Failures> failures = new ConcurrentHashMap<>();

    private record Failures(int count, Instant last) {}

    /** @return how long to wait, or zero */
    public Duration wait(String key, Instant now) {
        Failures known = failures.get(key);
        if (known == null || known.count() < settings.failuresBeforeDelay()) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(now, known.last().plus(PENALTY));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public void failed(String key, Instant now) {
        if (failures.size() >= MAX_ENTRIES) {
            failures.values().removeIf(known -> known.last().plus(PENALTY).isBefore(now));
        }
        failures.merge(
                key,
                new Failures(1, now),
                (known, one) -> new Failures(known.last().plus(PENALTY).isBefore(now) ? 1 : known.count() + 1, now));
    }

    public void succeeded(String key) {
        failures.remove(key);
    }
}
