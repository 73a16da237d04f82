package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.registry.service.Champions;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.model.DeploymentState;

/** Ends deployments with nothing in their place: a model that serves an environment no more leaves it empty. */
@Stateless
public class DeploymentEnds {

    private static final int LONGEST_REASON = 2_000;

    @Inject
    private Deployments deployments;

    @Inject
    private ServedPlaces places;

    @Inject
    private Champions champions;

    @Inject
    private Epochs epochs;

    @Inject
    private Event<DeploymentChanged> changes;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * Who asks the model there is refused from now on, on every node within a second. What is PENDING is not waited for any more.
     *
     * @param reason for those who wonder; null for none
     * @throws Refusal.Conflict when it has ended, is a rollout's, brings back what served, or a freeze, a rollout or an experiment stands against it
     */
    public DeploymentView withdraw(Caller caller, UUID id, @Nullable String reason) {
        caller.require(Role.OPERATOR);
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new Refusal.Invalid("reason", "A reason has at most " + LONGEST_REASON + " characters.");
        }
        champions.lock(places.modelOf(caller, id)); // before anything is read
        Deployment ending = deployments
                .byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("deployment", id.toString()));
        requireAlone(caller, ending);
        boolean served = ending.state() == DeploymentState.ACTIVE;
        String words = "Withdrawn by " + caller.actor() + (reason == null || reason.isBlank() ? "." : ": " + reason);
        ending.takeOut(words, clock.instant());
        if (served) {
            champions.abdicate(caller, ending.modelVersionId(), ending.environment());
            epochs.raise(Epochs.ROUTING);
        }
        audit.done(
                caller,
                "deployment.withdraw",
                "deployment/" + id,
                Texts.cut(
                        ending.model() + " " + ending.modelVersion() + " from " + ending.environment() + ": " + words,
                        1_000));
        changes.fire(new DeploymentChanged(caller.organisationId(), id));
        return DeploymentView.of(ending);
    }

    private void requireAlone(Caller caller, Deployment ending) {
        String what = "Deployment " + ending.publicId();
        switch (ending.state()) {
            case ACTIVE -> {
                places.obstacle(caller, ending).ifPresent(obstacle -> {
                    throw new Refusal.Conflict(obstacle);
                });
                champions.requireUntested(ending.modelVersionId());
            }
            case PENDING -> {
                if (ending.stepwise()) {
                    throw new Refusal.Conflict(what + " is a rollout's: abort that rollout.");
                }
                if (ending.goesBack()) {
                    throw new Refusal.Conflict(what + " brings back what served: wait until it does.");
                }
            }
            case ROLLING_OUT -> throw new Refusal.Conflict(what + " is a rollout's: abort that rollout.");
            case SUPERSEDED, ROLLED_BACK, WITHDRAWN, FAILED ->
                throw new Refusal.Conflict(what + " is " + ending.state() + " and serves nothing.");
        }
    }
}
