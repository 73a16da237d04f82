package org.modelyard.upkeep.service;

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
import org.modelyard.access.entity.Organisations;
import org.modelyard.batch.service.WaitingWork;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.UpkeepSettings;
import org.modelyard.upkeep.model.UpkeepKind;

/**
 * Starts the batch jobs of waiting clean-ups and archivings, and asks for them as often as the settings say. Looks at the
 * rows at its start and ever after; a hint only makes it look sooner.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UpkeepDispatcher {

    private static final Duration SWEEP = Duration.ofSeconds(5);

    @Inject
    private UpkeepLedger ledger;

    @Inject
    private Upkeeps upkeeps;

    @Inject
    private Organisations organisations;

    @Inject
    private WorkStarts starts;

    @Inject
    private Timers timers;

    @Inject
    private UpkeepSettings settings;

    @Resource
    private ManagedExecutorService executor;

    @PostConstruct
    void begin() {
        timers.every("waiting-upkeep", SWEEP, this::look);
        every("clean-ups", settings.cleanUpEvery(), UpkeepKind.CLEAN_UP);
        every("archivings", settings.archivingEvery(), UpkeepKind.ARCHIVING);
    }

    private void every(String name, Duration every, UpkeepKind kind) {
        timers.dueInCluster(name, every, () -> organisations
                .all()
                .forEach(organisation -> upkeeps.requestTimed(organisation.id(), kind)));
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) UpkeepQueued hint) {
        executor.submit(this::look);
    }

    private void look() {
        starts.look(ledger, this::job, UpkeepJob.UPKEEP);
    }

    private String job(WaitingWork work) {
        return ledger.kind(work.id()) == UpkeepKind.CLEAN_UP ? CleanUpJob.NAME : ArchivingJob.NAME;
    }
}
