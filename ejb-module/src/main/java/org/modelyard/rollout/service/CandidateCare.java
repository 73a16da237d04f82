package org.modelyard.rollout.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.Rollouts;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.service.DeploymentSteps;

/** What a rollout's candidate was asked to be tried by. */
@Stateless
public class CandidateCare {

    @Inject
    private Rollouts rollouts;

    @Inject
    private DeploymentSteps deployments;

    /** @param rollout internal id */
    public DeploymentCare of(long rollout) {
        return rollouts.byId(rollout)
                .map(Rollout::deploymentId)
                .map(deployments::care)
                .orElse(DeploymentCare.USUAL);
    }
}
