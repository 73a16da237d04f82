package org.modelyard.backup.service;

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
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.service.WorkStarts;
import org.modelyard.platform.service.Timers;
import org.modelyard.platform.settings.BackupSettings;

/**
 * Starts the batch job of each waiting backup, asks for one as often as the settings say, and lets old ones go. Looks at
 * the rows at its start and ever after; a hint only makes it look sooner.
 */
@Singleton
@Startup
@DependsOn("Migrations")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class BackupDispatcher {

    private static final System.Logger LOG = System.getLogger(BackupDispatcher.class.getName());
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration FORGET = Duration.ofMinutes(10);

    @Inject
    private BackupLedger ledger;

    @Inject
    private Backups backups;

    @Inject
    private ServerKeeper keeper;

    @Inject
    private WorkStarts starts;

    @Inject
    private Timers timers;

    @Inject
    private BackupSettings settings;

    @Resource
    private ManagedExecutorService executor;

    @PostConstruct
    void begin() {
        timers.every("waiting-backups", SWEEP, this::look);
        Duration retention = settings.retention();
        timers.every("old-backups", retention.compareTo(FORGET) < 0 ? retention : FORGET, this::forget);
        timers.dueInCluster("backups", settings.every(), this::ask);
    }

    public void on(@Observes(during = TransactionPhase.AFTER_SUCCESS) BackupQueued hint) {
        executor.submit(this::look);
    }

    private void forget() {
        for (UUID id : ledger.old()) {
            try {
                ledger.forget(id);
            } catch (RuntimeException e) { // it stays, and is tried again; the others go
                LOG.log(Level.WARNING, "the old backup " + id + " cannot be removed", e);
            }
        }
    }

    private void ask() {
        if (ledger.due()) {
            backups.request(Caller.server(keeper.organisation()), settings.inferences());
        }
    }

    private void look() {
        starts.look(ledger, BackupJob.NAME, BackupJob.BACKUP);
    }
}
