package org.modelyard.backup.service;

import jakarta.batch.api.AbstractBatchlet;
import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.backup.model.BrokenArchive;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.service.AlertNeeded;

/** The one step of the job {@code backup-verification}. What it finds is written to the backup's row. */
@Named("backupVerificationStep")
@Dependent
public class VerificationStep extends AbstractBatchlet {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String backup;

    @Inject
    private BackupLedger ledger;

    @Inject
    private BackupFiles files;

    @Inject
    private ServerKeeper keeper;

    @Inject
    private Event<AlertNeeded> alerts;

    @Override
    public String process() {
        UUID id = UUID.fromString(backup);
        BackupView view = ledger.get(id);
        try {
            files.verify(view);
            ledger.verified(id);
            return "DONE";
        } catch (BrokenArchive e) {
            ledger.damaged(id, String.valueOf(e.getMessage()));
            alerts.fire(new AlertNeeded(
                    keeper.organisation(),
                    Severity.CRITICAL,
                    "BACKUP_DAMAGED",
                    "backup/" + id,
                    "A backup's archive is damaged",
                    e.getMessage() + " Make a new backup, and look at the disk that " + view.file() + " lies on."));
            return "DAMAGED";
        }
    }
}
