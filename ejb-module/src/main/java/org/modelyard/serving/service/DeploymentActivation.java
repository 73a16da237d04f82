package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;
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
    private ModelTrial trial;

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
            executor.submit(this::refresh);
            executor.submit(this::work);
        }
    }

    /** Never behind a model that is being loaded: what is rolled back is to answer no more within a second. */
    private void refresh() {
        try {
            if (stale.getAndSet(false) && !table.reload()) {
                stale.set(true);
            }
        } catch (RuntimeException e) {
            stale.set(true);
            LOG.log(Level.WARNING, "the routing cannot be read; what serves goes on", e);
        }
    }

    /** Activates what is pending and reloads what has changed; one thread at a time. */
    void work() {
        working.lock();
        try {
            for (DeploymentSteps.Step step : deployments.in(DeploymentState.PENDING)) {
                activate(step);
            }
            refresh();
        } catch (RuntimeException e) {
            stale.set(true);
            LOG.log(Level.WARNING, "deployments cannot be worked on; what serves goes on", e);
        } finally {
            working.unlock();
        }
    }

    private void activate(DeploymentSteps.Step step) {
        try {
            if (deployments.kept(step)) {
                return;
            }
            Optional<String> problem = trial.problem(step.versionId(), step.care());
            if (problem.isPresent()) {
                deployments.fail(step, problem.get());
            } else if (deployments.activate(step)) {
                stale.set(true);
            }
        } catch (RuntimeException e) {
            // another node was first, or the database is away: the next sweep looks again
            LOG.log(Level.WARNING, "deployment " + step.id() + " stays pending", e);
        }
    }
}
