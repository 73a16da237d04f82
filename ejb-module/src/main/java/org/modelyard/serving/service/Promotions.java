package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.serving.model.DeploymentCare;

/**
 * Makes a version champion of an environment while the caller waits: it is tried first, outside of any transaction, and then stage,
 * alias and routing change in one.
 */
@ApplicationScoped
public class Promotions {

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ModelTrial trial;

    @Inject
    private RoutingTable table;

    /**
     * @param version as {@link org.modelyard.registry.service.Registry#resolve} takes it
     * @param environment production when null
     * @return the deployment that serves now
     * @throws Refusal.Conflict when the version may not serve there, or its model cannot answer; what served goes on
     */
    public DeploymentView promote(Caller caller, String model, String version, @Nullable String environment) {
        ModelDeployments.NewDeployment wanted =
                new ModelDeployments.NewDeployment(model, version, environment, null, null, null, List.of());
        ModelVersionView meant = deployments.deployable(caller, wanted);
        Optional<String> problem = trial.problem(meant.id(), DeploymentCare.USUAL);
        if (problem.isPresent()) {
            throw new Refusal.Conflict(
                    model + " " + meant.version() + " is not promoted, what served goes on: " + problem.get());
        }
        DeploymentView serving = deployments.promote(
                caller,
                new ModelDeployments.NewDeployment(model, meant.version(), environment, null, null, null, List.of()),
                meant.modelId());
        table.reload(); // on this node at once, on others with the next look at the epochs
        return serving;
    }
}
