package org.modelyard.backup.service;

import jakarta.batch.api.BatchProperty;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.modelyard.batch.service.WorkStep;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.service.AlertNeeded;

/** The one step of the job {@code backup}. */
@Named("backupStep")
@Dependent
public class BackupStep extends WorkStep {

    @Inject
    @BatchProperty
    @SuppressWarnings("NullAway.Init")
    private String backup;

    @Inject
    private BackupLedger ledger;

    @Inject
    private BackupWriter writer;

    @Inject
    private ServerKeeper keeper;

    @Inject
    private Event<AlertNeeded> alerts;

    @Override
    protected String work() {
        return backup;
    }

    @Override
    protected void work(UUID id, long execution) {
        ledger.begin(id, execution).ifPresent(begun -> {
            BackupWriter.Result written = writer.write(begun);
            ledger.complete(id, written.archive(), written.manifest());
        });
    }

    @Override
    protected void fail(UUID id, String problem) {
        ledger.fail(id, problem);
        alerts.fire(new AlertNeeded(
                keeper.organisation(),
                Severity.CRITICAL,
                "BACKUP_FAILED",
                AlertNeeded.SERVER,
                "There is no new backup",
                problem));
    }
}
