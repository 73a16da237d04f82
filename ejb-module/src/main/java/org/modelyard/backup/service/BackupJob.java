package org.modelyard.backup.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.modelyard.access.model.Caller;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** The job {@code backup}: writes one archive. Works on a backup, which a submission makes first. */
@ApplicationScoped
public class BackupJob implements BatchJob {

    static final String NAME = "backup";
    static final String BACKUP = "backup";
    static final String INFERENCES = "inferences";

    @Inject
    private Backups backups;

    @Inject
    private ServerKeeper keeper;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String meaning() {
        return "Writes database and artifacts of the whole server into one archive while it runs.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(
                new JobParameter(INFERENCES, "Whether the inference log goes with it: true or false (default).", false),
                new JobParameter(BACKUP, "Instead: id of a backup that waits.", false));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        keeper.require(caller);
        JobParameter.flag(INFERENCES, parameters.get(INFERENCES));
        String backup = parameters.get(BACKUP);
        if (backup != null) {
            if (parameters.size() > 1) {
                throw new Refusal.Invalid("parameters." + BACKUP, "Give backup alone.");
            }
            backups.get(caller, Ids.parse("backup", backup));
        }
    }

    @Override
    public Map<String, String> prepare(Caller caller, Map<String, String> parameters) {
        return parameters.containsKey(BACKUP)
                ? parameters
                : Map.of(
                        BACKUP,
                        backups.requestClaimed(caller, JobParameter.flag(INFERENCES, parameters.get(INFERENCES)))
                                .id()
                                .toString());
    }
}
