package org.modelyard.registry.service;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.service.WorkQueue;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.ArtifactSettings;

/**
 * Starts the batch jobs of waiting imports, one after the other. Looks at the rows at its start and ever after; hints, that one waits or that one may
 * have ended, only make it look sooner.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class ImportDispatcher {

    private static final Duration FORGET = Duration.ofMinutes(10);
    private static final Duration AT_MOST = Duration.ofMinutes(10);
    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Inject
    private ImportLedger imports;

    @Inject
    private WorkStarts starts;

    @Inject
    private ArtifactSettings settings;

    @Inject
    private Timers timers;

    @Resource
    private ManagedExecutorService executor;

    private @Nullable WorkQueue inTurn;

    @PostConstruct
    void begin() {
        inTurn = new ImportsInTurn(imports, imports::open);
        timers.every("waiting-imports", SWEEP, this::look);
        timers.everyInCluster("old-imports", FORGET, AT_MOST, this::forget);
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportQueued hint) {
        executor.submit(this::look);
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) ImportChanged hint) {
        executor.submit(this::look);
    }

    private void forget() {
        while (imports.forgetSome(settings.importRetention()) > 0) {
            // a batch at a time, each a transaction
        }
    }

    private void look() {
        starts.look(Objects.requireNonNull(inTurn), ImportJob.NAME, ImportJob.IMPORT);
    }
}
