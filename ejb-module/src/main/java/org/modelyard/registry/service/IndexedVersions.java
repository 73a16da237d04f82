package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.modelyard.platform.service.Timers;

/**
 * Makes the search know versions: those that were registered before there was one, some at a time, on one node; and, on each node, what is said of
 * all of them. Until then a search asks the database, which takes longer and finds the same.
 */
@Singleton
@Startup
@DependsOn("Migrations")
public class IndexedVersions {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration AT_MOST = Duration.ofMinutes(5);
    private static final Duration BATCH = Duration.ofSeconds(15);
    private static final Duration REMEMBER = Duration.ofSeconds(5);

    @Inject
    private Timers timers;

    @Inject
    private VersionLearning learning;

    @Inject
    private VersionSearch search;

    @PostConstruct
    void start() {
        timers.everyInCluster("registry-index", FIRST, PAUSE, AT_MOST, () -> all(learning::learn));
        timers.everyInCluster("registry-texts", BATCH, AT_MOST, () -> all(learning::batch));
        timers.every("registry-memory", REMEMBER, search::remember);
    }

    private static void all(BooleanSupplier part) {
        boolean more = true;
        while (more) {
            more = part.getAsBoolean();
        }
    }
}
