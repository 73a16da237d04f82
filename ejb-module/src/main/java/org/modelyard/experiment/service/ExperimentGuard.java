package org.modelyard.experiment.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.service.DeploymentChanged;

/**
 * Ends an experiment over versions when what it was started beside serves no more: nobody can say any more what it is compared with, and
 * rolling back must not wait for anybody. In the transaction of the change, under the model's lock.
 */
@ApplicationScoped
public class ExperimentGuard {

    @Inject
    private StoredExperiments experiments;

    @Inject
    private Deployments deployments;

    @Inject
    private Epochs epochs;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    void changed(@Observes DeploymentChanged change) {
        deployments
                .byPublicId(change.organisationId(), change.deployment())
                .ifPresent(deployment -> look(
                        deployment,
                        experiments.inPlace(
                                deployment.organisationId(), deployment.modelId(), deployment.environmentId())));
    }

    private void look(Deployment changed, List<Experiment> running) {
        if (running.isEmpty()) {
            return;
        }
        Optional<Deployment> serving = deployments.activeInPlaceOf(changed);
        String where = changed.model() + " in " + changed.environment();
        String reason = serving.map(one -> one.modelVersion() + " has taken over " + where + ".")
                .orElse("Nothing serves " + where + " any more.");
        for (Experiment experiment : running) {
            if (serving.filter(one -> experiment.beside(one.id())).isEmpty()
                    && experiment.stop(reason, clock.instant())) {
                epochs.raise(Epochs.ROUTING);
                audit.done(
                        Caller.server(experiment.organisationId()),
                        "experiment.stop",
                        "experiment/" + experiment.name(),
                        experiment.name() + ": " + reason);
            }
        }
    }
}
