package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.modelyard.ml.score.InputRow;
import org.modelyard.ml.score.Scores;
import org.modelyard.ml.score.Signature;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
import org.modelyard.registry.service.Servable;
import org.modelyard.serving.model.DeploymentState;

/**
 * Brings deployments that were asked for into service: loads the model, tries it, lets it take over, and reloads the
 * routing table. Started by events, and by a sweep for those that were lost.
 */
@ApplicationScoped
public class DeploymentActivation {

    private static final System.Logger LOG = System.getLogger(DeploymentActivation.class.getName());

    @Inject
    private DeploymentSteps deployments;

    @Inject
    private LoadedModels models;

    @Inject
    private RoutingTable table;

    @Resource
    private ManagedExecutorService executor;

    private final ReentrantLock working = new ReentrantLock();
    private final AtomicBoolean stale = new AtomicBoolean(true);

    /** On the node where it was asked for, at once. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeploymentChanged change) {
        executor.submit(this::work);
    }

    /** On every node; not in the thread that polls, since loading a model takes its time. */
    void changed(@Observes EpochChanged change) {
        if (change.name().equals(Epochs.ROUTING)) {
            stale.set(true);
            executor.submit(this::work);
        }
    }

    /** Activates what is pending and reloads what has changed; one thread at a time. */
    void work() {
        working.lock();
        try {
            for (DeploymentSteps.Step step : deployments.in(DeploymentState.PENDING)) {
                activate(step);
            }
            if (stale.getAndSet(false) && !table.reload()) {
                stale.set(true);
            }
        } catch (RuntimeException e) {
            stale.set(true);
            LOG.log(Level.WARNING, "deployments cannot be worked on; what serves goes on", e);
        } finally {
            working.unlock();
        }
    }

    private void activate(DeploymentSteps.Step step) {
        try {
            Optional<String> problem = problem(step);
            if (problem.isPresent()) {
                deployments.fail(step.id(), problem.get());
            } else if (deployments.activate(step.id())) {
                stale.set(true);
            }
        } catch (RuntimeException e) {
            // another node was first, or the database is away: the next sweep looks again
            LOG.log(Level.WARNING, "deployment " + step.id() + " stays pending", e);
        }
    }

    /** Loads and tries the model: one row with every input missing must be answered, with finite numbers. */
    private Optional<String> problem(DeploymentSteps.Step step) {
        long start = System.nanoTime();
        try {
            Servable servable = models.get(step.versionId());
            Signature signature = servable.signature();
            Scores[] others = new Scores[signature.outputs().size()];
            Scores scores =
                    servable.scorer().score(InputRow.empty(signature.inputs().size()), others);
            if (!scores.finite()) {
                return Optional.of("Its model answers a row of missing inputs with no finite number.");
            }
            for (int output = 0; output < others.length; output++) {
                if (!others[output].finite()) {
                    return Optional.of(
                            "Its output '" + signature.outputs().get(output).name()
                                    + "' answers a row of missing inputs with no finite number.");
                }
            }
        } catch (RuntimeException e) {
            Optional<String> corruption = LoadedModels.corruption(e);
            if (corruption.isPresent()) {
                return corruption;
            }
            throw e;
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return took > step.healthCheckMillis()
                ? Optional.of("Loading and trying its model took " + took + " ms, more than the health check's "
                        + step.healthCheckMillis() + " ms.")
                : Optional.empty();
    }
}
