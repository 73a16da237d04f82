package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.modelyard.platform.service.Timers;

/** Makes the search know the versions that were registered before there was one: some at a time, on one node. */
@Singleton
@Startup
@DependsOn("Migrations")
public class IndexedVersions {

    private static final Duration FIRST = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    private static final Duration AT_MOST = Duration.ofMinutes(5);

    @Inject
    private Timers timers;

    @Inject
    private VersionSearch search;

    @PostConstruct
    void start() {
        timers.everyInCluster("registry-index", FIRST, PAUSE, AT_MOST, this::learn);
    }

    private void learn() {
        boolean more = true;
        while (more) {
            more = search.learn();
        }
    }
}
