package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.Executions;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.ArtifactSettings;

/** Starts a scrub of each organisation of which none came to its end for the time that is configured, and none is at work. */
@Singleton
@Startup
@DependsOn("Migrations")
@TransactionManagement(TransactionManagementType.BEAN)
public class ScrubTimer {

    private static final Duration PAUSE = Duration.ofMinutes(30);
    private static final Duration AT_MOST = Duration.ofMinutes(10);

    @Inject
    private Timers timers;

    @Inject
    private ScrubLedger ledger;

    @Inject
    private Executions executions;

    @Inject
    private ArtifactSettings settings;

    @Inject
    private Clock clock;

    @PostConstruct
    void schedule() {
        Duration every = settings.scrubEvery();
        timers.everyInCluster("scrub", every.compareTo(PAUSE) < 0 ? every : PAUSE, AT_MOST, this::look);
    }

    private void look() {
        Instant due = clock.instant().minus(settings.scrubEvery());
        for (long organisation : ledger.without(due)) {
            executions.submit(Caller.server(organisation), ScrubJob.NAME, Map.of());
        }
    }
}
