package org.modelyard.training.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.NewVersion;
import org.modelyard.registry.service.PromotionPolicies;
import org.modelyard.registry.service.Registration;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.service.ModelDeployments;
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
    private Registry registry;

    @Inject
    private PromotionPolicies policies;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private TrainingHints hints;

    @Inject
    private Clock clock;

    /** Registers, and deploys where that was asked for, all or nothing. Of no effect when the job has ended. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void complete(TrainingTask task, NewVersion version) {
        TrainingJob job = jobs.locked(task.id())
                .orElseThrow(
                        () -> new Refusal.NotFound("training job", task.id().toString()));
        if (!job.state().ended()) {
            String number = registration.register(task.caller(), version);
            String where = task.plan().conditions().deployTo();
            String note = where == null || version.stage() != Stage.READY ? null : deployed(task, number, where);
            job.complete(number, note, clock.instant());
            hints.changed(job);
        }
    }

    /** @return why it was not, by a policy, a freeze or a rollout; null when it was */
    private @Nullable String deployed(TrainingTask task, String number, String where) {
        ModelVersionView version = registry.version(task.caller(), task.model(), number);
        List<String> unmet = new ArrayList<>(policies.unmet(task.caller(), version, where));
        deployments.obstacle(task.caller(), version.modelId(), where).ifPresent(unmet::add);
        if (!unmet.isEmpty()) {
            return number + " was not deployed to " + where + ": " + String.join(" ", unmet);
        }
        deployments.deploy(
                task.caller(),
                new ModelDeployments.NewDeployment(
                        task.model(), number, where, null, null, null, List.of("training/" + task.id())));
        return null;
    }
}
