package org.modelyard.serving.service;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.service.EpochChanged;

/**
 * Brings deployments that were asked for into service: loads the model, tries it, lets it take over, and reloads the
 * routing table. Started by events, and by a sweep for those that were lost. Roll-backs wait for no other deployment, and for no file where their model is in
 * memory.
 */
@ApplicationScoped
public class DeploymentActivation {

    private static final System.Logger LOG = System.getLogger(DeploymentActivation.class.getName());

    /** Threads that load for the routing table, each of which may wait for the same model. */
    private static final int MOST_LOADERS = 4;

    @Inject
    private DeploymentSteps deployments;

    @Inject
    private Rollbacks rollbacks;

    @Inject
    private ModelTrial trial;

    @Inject
    private RollbackTrial returning;

    @Inject
    private RoutingTable table;

    @Resource
    private ManagedExecutorService executor;

    private final ReentrantLock working = new ReentrantLock();
    private final AtomicBoolean stale = new AtomicBoolean(true);
    private final Semaphore loaders = new Semaphore(MOST_LOADERS);
    /** Somebody has asked for work that nobody has begun: one thread is enough for all who ask. */
    private final AtomicBoolean asked = new AtomicBoolean();

    private final AtomicBoolean askedBack = new AtomicBoolean();
    private final SideBySide comingBack = new SideBySide();

    /** On the node where it was asked for, at once. */
    void changed(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeploymentChanged change) {
        begin();
    }

    /** On every node; not in the thread that polls, since loading a model takes its time. */
    void changed(@Observes EpochChanged change) {
        if (change.name().equals(Epochs.ROUTING)) {
            stale.set(true);
            executor.submit(this::refresh);
            begin();
        }
    }

    private void begin() {
        if (!askedBack.getAndSet(true)) {
            executor.submit(() -> rollBack(this::comeBackAside));
        }
        if (!asked.getAndSet(true)) {
            executor.submit(this::work);
        }
    }

    /** Never behind a model that is being loaded: what is rolled back is to answer no more within a second. */
    private void refresh() {
        try {
            if (stale.getAndSet(false) && !reload()) {
                stale.set(true);
            }
        } catch (RuntimeException e) {
            stale.set(true);
            LOG.log(Level.WARNING, "the routing cannot be read; what serves goes on", e);
        }
    }

    /** So many load at the same time; what is in memory takes over all the same, and the next sweep loads the rest. */
    private boolean reload() {
        if (!loaders.tryAcquire()) {
            return table.reloadFromMemory();
        }
        try {
            return table.reload();
        } finally {
            loaders.release();
        }
    }

    /** When the server starts: returns when what serves is loaded. */
    void start() {
        rollBack(this::comeBack);
        working.lock();
        try {
            activatePending();
        } finally {
            working.unlock();
        }
        stale.set(true); // what has changed until epochs were polled first nobody has heard: the first sweep reads it
    }

    /** Activates what is pending and reloads what has changed; one thread at a time, which does too what others ask for meanwhile: they do not wait. */
    void work() {
        rollBack(this::comeBackAside);
        asked.set(true);
        while (asked.get() && working.tryLock()) {
            try {
                asked.set(false);
                activatePending();
            } finally {
                working.unlock();
            }
        }
    }

    /** Before all else. */
    private void rollBack(Consumer<DeploymentSteps.Step> each) {
        askedBack.set(false);
        try {
            List<DeploymentSteps.Step> pending = rollbacks.pending();
            returning.keep(pending);
            pending.forEach(each);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "roll-backs cannot be read; the next sweep looks again", e);
        }
    }

    private void comeBackAside(DeploymentSteps.Step step) {
        comingBack.begin(executor, step.id(), () -> comeBack(step));
    }

    private void comeBack(DeploymentSteps.Step step) {
        if (takeOver(step, () -> returning.passes(step))) {
            refresh();
            damage(step);
        }
    }

    /** It was verified when it was loaded; whether it could be loaded again, it is told when it serves. */
    private void damage(DeploymentSteps.Step step) {
        try {
            trial.damageNow(step.versionId()).ifPresent(reason -> deployments.damaged(step, reason));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "the model file of deployment " + step.id() + " cannot be looked at now", e);
        }
    }

    private void activatePending() {
        try {
            for (DeploymentSteps.Step step : rollbacks.others()) {
                takeOver(step, () -> !deployments.kept(step) && passes(step));
            }
            refresh();
        } catch (RuntimeException e) {
            stale.set(true);
            LOG.log(Level.WARNING, "deployments cannot be worked on; what serves goes on", e);
        }
    }

    private boolean passes(DeploymentSteps.Step step) {
        Optional<String> problem = trial.problem(step.versionId(), step.care());
        problem.ifPresent(reason -> deployments.fail(step, reason));
        return problem.isEmpty();
    }

    /** @return whether it has taken over */
    private boolean takeOver(DeploymentSteps.Step step, BooleanSupplier passes) {
        try {
            if (passes.getAsBoolean() && deployments.activate(step)) {
                stale.set(true);
                return true;
            }
        } catch (RuntimeException e) {
            // another node was first, or the database is away: the next sweep looks again
            LOG.log(Level.WARNING, "deployment " + step.id() + " stays pending", e);
        }
        return false;
    }
}
