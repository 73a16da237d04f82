package org.modelyard.training.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.batch.model.JobParameter;
import org.modelyard.batch.service.BatchJob;
import org.modelyard.platform.model.Ids;

/** Lets a scheduler start a training job that was made or waits; it then runs at once, past the workers' limit. */
@ApplicationScoped
public class TrainingSubmission implements BatchJob {

    @Inject
    private TrainingJobs jobs;

    @Inject
    private TrainingLedger ledger;

    @Override
    public String name() {
        return TrainingDispatcher.JOB;
    }

    @Override
    public String meaning() {
        return "Trains and registers what a training job describes.";
    }

    @Override
    public List<JobParameter> parameters() {
        return List.of(new JobParameter(
                TrainingDispatcher.PARAMETER, "Id of a training job that is CREATED or QUEUED.", true));
    }

    @Override
    public void validate(Caller caller, Map<String, String> parameters) {
        caller.require(Role.OPERATOR);
        UUID job = Ids.parse(
                "training job", Objects.requireNonNull(parameters.get(TrainingDispatcher.PARAMETER), "checked before"));
        jobs.get(caller, job); // another organisation's job does not exist
        ledger.claimNow(job);
    }
}
