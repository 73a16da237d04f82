package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.NewVersion;
import org.modelyard.registry.service.Registration;
import org.modelyard.training.entity.StoredTrainingJobs;
import org.modelyard.training.entity.TrainingJob;

/** The end of a job that succeeded: its version, its artifacts and its last state are one transaction. */
@Stateless
public class Completion {

    @Inject
    private StoredTrainingJobs jobs;

    @Inject
    private Registration registration;

    @Inject
    private TrainingHints hints;

    @Inject
    private Clock clock;

    /** Of no effect when the job has ended. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void complete(TrainingTask task, NewVersion version) {
        TrainingJob job = jobs.locked(task.id())
                .orElseThrow(
                        () -> new Refusal.NotFound("training job", task.id().toString()));
        if (!job.state().ended()) {
            job.complete(registration.register(task.caller(), version), clock.instant());
            hints.changed(job);
        }
    }
}
