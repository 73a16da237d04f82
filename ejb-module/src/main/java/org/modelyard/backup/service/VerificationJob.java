package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.batch.service.ExecutionView;
import org.modelyard.batch.service.Executions;
import org.modelyard.platform.model.Ids;

/** The job {@code backup-verification}: reads every byte of an archive again and restores nothing. */
@ApplicationScoped
public class VerificationJob implements BatchJob {

    static final String NAME = "backup-verification";
    static final String BACKUP = "backup";

    @Inject
    private Backups backups;

    @Inject
    private BackupFiles files;

    @Inject
    private Executions executions;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Reads every byte of a backup's archive again and compares all hashes; restores nothing.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(new JobParameter(BACKUP, "Id of a complete backup.", true));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        String id = Objects.requireNonNull(parameters.get(BACKUP), "checked before");
        files.require(backups.get(caller, Ids.parse("backup", id)));
    }

    /** Starts it. */
    public ExecutionView submit(Caller caller, UUID backup) {
        return executions.submit(caller, NAME, Map.of(BACKUP, backup.toString()));
    }
}
