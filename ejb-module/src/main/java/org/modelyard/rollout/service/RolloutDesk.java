package org.modelyard.rollout.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutWish;
import org.modelyard.rollout.model.SignatureFit;
import org.modelyard.serving.service.DeploymentView;
import org.modelyard.serving.service.ModelDeployments;

/** Takes rollouts that are asked for: whatever the door, the version is settled first and the model locked then. */
@ApplicationScoped
public class RolloutDesk {

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ModelRollouts rollouts;

    /**
     * PENDING: the candidate is loaded next.
     *
     * @return its rollout
     * @throws Refusal.Invalid when the plan does not make sense
     * @throws Refusal.Conflict when another rollout runs there, nothing serves there, the version may not serve there or its
     *     signature does not fit the champion's
     */
    public RolloutView open(Caller caller, ModelDeployments.NewDeployment command, RolloutWish wish) {
        RolloutPlan plan = wish.plan();
        ModelVersionView version = deployments.deployable(caller, command);
        return rollouts.open(caller, command.settled(version.version()), version, plan);
    }

    /** As {@link #open}. @return the candidate's deployment */
    public DeploymentView deploy(Caller caller, ModelDeployments.NewDeployment command, RolloutWish wish) {
        return deployments.get(caller, open(caller, command, wish).deployment());
    }

    /**
     * Pauses, resumes, promotes or aborts.
     *
     * @param note for its history; null for none
     * @throws Refusal.Conflict when it does not stand where that can be done
     */
    public RolloutView act(Caller caller, UUID id, RolloutAction action, @Nullable String note) {
        return rollouts.act(caller, id, rollouts.model(caller, id), action, note);
    }

    /** @throws Refusal.Conflict saying what differs */
    static void requireFit(ModelVersionView champion, ModelVersionView candidate) {
        SignatureFit.problem(champion.signature(), candidate.signature()).ifPresent(problem -> {
            throw new Refusal.Conflict(
                    candidate.model() + " " + candidate.version() + " cannot be rolled out beside "
                            + champion.version() + ", which serves: " + problem
                            + " Callers would get errors or other answers by chance; deploy it with the strategy IMMEDIATE when they are ready.");
        });
    }
}
