package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;

/** What serves where, for other features. */
@Stateless
public class ServedPlaces {

    @Inject
    private Deployments deployments;

    @Inject
    private DeploymentRequests requests;

    /**
     * A place and what serves there.
     *
     * @param environmentId internal id
     * @param deploymentId internal id of what serves; 0 when nothing does
     * @param versionId internal id of the version; 0 when nothing serves
     */
    public record Served(long environmentId, long deploymentId, long versionId) {}

    /** Internal id of a deployment's model, in a transaction of its own: the model is to be locked before anything is read. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public long modelOf(Caller caller, UUID deployment) {
        caller.require(Role.VIEWER);
        return deployments
                .byPublicId(caller.organisationId(), deployment)
                .map(Deployment::modelId)
                .orElseThrow(() -> new Refusal.NotFound("deployment", deployment.toString()));
    }

    /** Why nothing may change now in the place of that deployment; empty when something may. */
    public Optional<String> obstacle(Caller caller, Deployment deployment) {
        return requests.obstacle(caller, deployment.modelId(), requests.environment(caller, deployment.environment()));
    }

    /**
     * @param model internal id; null where no model is asked for
     * @throws Refusal.Invalid when there is no such environment, naming those that there are
     */
    public Served at(Caller caller, @Nullable Long model, String environment) {
        caller.require(Role.VIEWER);
        long place = requests.environment(caller, environment).id();
        Optional<Deployment> serving = model == null
                ? Optional.empty()
                : deployments.active(caller.organisationId()).stream()
                        .filter(one -> one.modelId() == model && one.environmentId() == place)
                        .findFirst();
        return serving.map(one -> new Served(place, one.id(), one.modelVersionId()))
                .orElse(new Served(place, 0, 0));
    }
}
