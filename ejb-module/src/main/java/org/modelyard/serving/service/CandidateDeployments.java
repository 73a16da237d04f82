package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.entity.Environments;
import org.modelyard.serving.model.DeploymentState;

/** Deployments that take over step by step, for whoever leads them: in the caller's transaction, under the model's lock. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class CandidateDeployments {

    @Inject
    private Deployments deployments;

    @Inject
    private Environments environments;

    @Inject
    private DeploymentSteps steps;

    @Inject
    private Clock clock;

    /**
     * Where a candidate and its champion stand.
     *
     * @param problem why it failed
     * @param gone why its version may serve no more; null when it may
     * @param championServes whether what it was to take over from still serves
     * @param frozen why no version may come into the environment now; empty when it may
     */
    public record Standing(
            DeploymentState candidate,
            @Nullable String problem,
            @Nullable String gone,
            boolean championServes,
            Optional<String> frozen) {}

    /** Before anything is read. */
    public void lock(long modelId) {
        steps.lock(modelId);
    }

    /** @param candidate internal id; so is the champion's */
    public Standing standing(long candidate, long champion) {
        Deployment deployment = deployment(candidate);
        return new Standing(
                deployment.state(),
                deployment.problem(),
                steps.gone(deployment),
                deployments
                        .byId(champion)
                        .filter(one -> one.state() == DeploymentState.ACTIVE)
                        .isPresent(),
                frozen(deployment));
    }

    /** @throws Refusal.Conflict while the environment is frozen */
    public void requireOpen(long candidate) {
        frozen(deployment(candidate)).ifPresent(frozen -> {
            throw new Refusal.Conflict(frozen);
        });
    }

    private Optional<String> frozen(Deployment deployment) {
        return environments
                .byName(deployment.organisationId(), deployment.environment())
                .flatMap(environment -> environment.frozen(clock.instant()));
    }

    /** @param buckets in ten-thousandths */
    public void share(long candidate, int buckets) {
        steps.share(deployment(candidate), buckets);
    }

    /** Why it may not take over (any more), as {@link DeploymentSteps#barred} tells it; null when it may. */
    public @Nullable String barred(long candidate) {
        return steps.barred(deployment(candidate));
    }

    /**
     * It serves from now on; what served before ends.
     *
     * @throws Refusal.Conflict when it may not take over any more
     */
    public void takeOver(Caller caller, long candidate) {
        steps.takeOver(caller, deployment(candidate));
    }

    /** What serves goes on without it. */
    public void withdraw(long candidate, String reason) {
        steps.withdraw(deployment(candidate), reason);
    }

    private Deployment deployment(long id) {
        return deployments.byId(id).orElseThrow(() -> new Refusal.NotFound("deployment", Long.toString(id)));
    }
}
