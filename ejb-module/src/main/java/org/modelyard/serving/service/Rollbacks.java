package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.model.DeploymentState;

/** What is on its way back, and what would come back, of all organisations. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Rollbacks {

    @Inject
    private Deployments deployments;

    /** Those that have not taken over yet, oldest first. */
    public List<DeploymentSteps.Step> pending() {
        return deployments.rollBacks().stream().map(DeploymentSteps.Step::of).toList();
    }

    /**
     * What else waits to take over, oldest first. Of one reading: a roll-back that came between two would be taken for one of these, and its file be
     * asked for.
     */
    public List<DeploymentSteps.Step> others() {
        return deployments.in(DeploymentState.PENDING).stream()
                .filter(deployment -> !deployment.goesBack())
                .map(DeploymentSteps.Step::of)
                .toList();
    }

    /** Internal ids of the deployments that serve. */
    public List<Long> serving() {
        return deployments.in(DeploymentState.ACTIVE).stream()
                .map(Deployment::id)
                .toList();
    }

    /**
     * The version that served before a deployment, and would serve again.
     *
     * @param deployment internal id
     * @return internal id
     */
    public Optional<Long> lastGood(long deployment) {
        return deployments.byId(deployment).flatMap(deployments::lastGoodBefore).map(Deployment::modelVersionId);
    }
}
