package org.modelyard.experiment.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.experiment.entity.Experiment;
import org.modelyard.experiment.entity.StoredExperiments;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.service.ModelRollouts;
import org.modelyard.rollout.service.RolloutView;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.service.ModelDeployments;
import org.modelyard.serving.service.RunningExperiments;

/** From an experiment to a rollout in one transaction: either both have changed, or nothing has. */
@Stateless
public class ExperimentHandover {

    @Inject
    private StoredExperiments experiments;

    @Inject
    private RunningExperiments running;

    @Inject
    private ModelRollouts rollouts;

    @Inject
    private Deployments deployments;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * The experiment ends, where it runs still, and the version is rolled out.
     *
     * @param version that the command means
     * @throws org.modelyard.platform.model.Refusal.Conflict when it cannot be rolled out; then the experiment goes on
     */
    public RolloutView begin(
            Caller caller,
            String name,
            ModelDeployments.NewDeployment command,
            ModelVersionView version,
            RolloutPlan plan) {
        running.hold(new RunningExperiments.Stake(true, version.modelId()));
        Experiment experiment =
                experiments.locked(caller.organisationId(), name).orElseThrow(() -> Experiments.missing(name));
        if (deployments.active(caller.organisationId()).stream().noneMatch(one -> experiment.beside(one.id()))) {
            throw new Refusal.Conflict(
                    "'" + name + "' compared with another version than the one that serves now: deploy"
                            + " or roll out by itself what has won, or test again.");
        }
        String reason = version.model() + " " + version.version() + " is rolled out.";
        if (experiment.stop(reason, clock.instant())) {
            audit.done(caller, "experiment.stop", "experiment/" + name, name + ": " + reason);
        }
        return rollouts.open(caller, command, version, plan);
    }
}
