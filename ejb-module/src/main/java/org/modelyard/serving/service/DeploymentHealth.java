package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import org.modelyard.serving.model.DeploymentState;

/**
 * Looks at the file of what serves once in a while, and asks it about its canary inputs, where it has some, again and again. A difference fails the deployment, and the
 * version before comes back where that was said; no answer now is a warning, since an endpoint elsewhere may be back soon. A model whose file is damaged is alerted of and is not ready any more, and goes on from memory
 * where it is in memory: the next start, or a node that joins, could not load it.
 */
@ApplicationScoped
public class DeploymentHealth {

    /** Kind of the alert. */
    static final String DIFFERS = "CANARY_DIFFERS";

    private static final System.Logger LOG = System.getLogger(DeploymentHealth.class.getName());

    @Inject
    private DeploymentSteps deployments;

    @Inject
    private ModelTrial trial;

    @Resource
    private ManagedExecutorService executor;

    private final SideBySide checking = new SideBySide();

    /** Looks at all that serve; of those that have canary inputs and are in memory here, an endpoint that hangs holds up no other's check. */
    void check() {
        for (DeploymentSteps.Step step : deployments.in(DeploymentState.ACTIVE)) {
            look(step);
            if (!step.care().canaries().list().isEmpty() && trial.inMemory(step.versionId())) {
                checking.begin(executor, step.id(), () -> ask(step));
            }
        }
    }

    private void look(DeploymentSteps.Step step) {
        try {
            // where it is not in memory, this node lacks it, and says so
            trial.damage(step.versionId())
                    .filter(reason -> trial.inMemory(step.versionId()))
                    .ifPresent(reason -> deployments.damaged(step, reason));
        } catch (RuntimeException e) { // the store is away: what is in memory is asked all the same
            LOG.log(Level.WARNING, "the model file of deployment " + step.id() + " cannot be looked at now", e);
        }
    }

    private void ask(DeploymentSteps.Step step) {
        try {
            trial.difference(step.versionId(), step.care())
                    .ifPresent(reason -> deployments.fail(step, DIFFERS, reason));
        } catch (RuntimeException e) {
            if (LoadFailures.damaged(e)) {
                return; // told of above, when it was due
            }
            LOG.log(Level.WARNING, "the canary inputs of deployment " + step.id() + " are not answered now", e);
        }
    }
}
