package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.serving.model.Canaries;
import org.modelyard.serving.model.DeploymentCare;

/** Whether a version answers on this node, as its deployments ask it to. */
@ApplicationScoped
public class VersionReadiness {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    @Inject
    private Registry registry;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private ModelTrial trial;

    /** @param environments in which it takes requests now */
    public record Ready(String model, String version, List<String> environments) {}

    /**
     * Loads it, where it is not in memory, and tries it: a row with as little in it as may be, and the canary inputs of the deployments that take requests, each
     * within its own time.
     *
     * @param wish as {@link Registry#resolve} takes it
     * @throws Refusal.Unavailable when it does not answer, saying why
     * @throws Refusal.Conflict when it has no model here
     */
    public Ready of(Caller caller, String model, String wish) {
        caller.require(Role.REVIEWER);
        caller.requireModel(model);
        ModelVersionView version = registry.resolve(caller, model, wish);
        version.requireModel();
        List<DeploymentView> serving = deployments.inService(caller, version.id());
        if (serving.isEmpty()) {
            require(version, DeploymentCare.USUAL);
        }
        for (DeploymentView one : serving) {
            require(
                    version,
                    new DeploymentCare(one.healthCheckTimeout(), false, null, null, new Canaries(one.canary())));
        }
        return new Ready(
                version.model(),
                version.version(),
                serving.stream()
                        .map(DeploymentView::environment)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private void require(ModelVersionView version, DeploymentCare care) {
        Optional<String> problem = trial.again(version.id(), care);
        if (problem.isPresent()) {
            throw new Refusal.Unavailable(
                    version.model() + " " + version.version() + " is not ready: " + problem.get(), RETRY_AFTER);
        }
    }
}
