package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Tries what is to come back. It has served before, and what it takes over from is bad, so that one node's trouble does not decide for all: where this node's file is
 * damaged it is left to nodes that have the model in memory, and one that does not answer now is asked several times.
 */
@ApplicationScoped
public class RollbackTrial {

    private static final System.Logger LOG = System.getLogger(RollbackTrial.class.getName());

    private static final int MOST_TRIES = 3;

    /** Tries may follow each other within a moment, since any change begins one. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Inject
    private ModelTrial trial;

    @Inject
    private DeploymentLoads loads;

    @Inject
    private DeploymentSteps deployments;

    /** By deployments that have not answered. */
    private final ConcurrentMap<Long, Silence> silent = new ConcurrentHashMap<>();

    /** @param since of the first try, as {@link System#nanoTime} tells it */
    private record Silence(int tries, long since) {
        Silence again() {
            return new Silence(tries + 1, since);
        }
    }

    /** Whether it may take over now, from this node. Where it can nowhere, and never, it is failed; else it stays pending. */
    boolean passes(DeploymentSteps.Step step) {
        return passes(step, System.nanoTime());
    }

    /** @param now as {@link System#nanoTime} tells it */
    boolean passes(DeploymentSteps.Step step, long now) {
        if (loads.rests(step, now)) {
            return false;
        }
        Optional<ModelTrial.Finding> found = trial.problemInMemory(step.versionId(), step.care());
        if (found.isEmpty()) {
            loads.forget(step.id());
            silent.remove(step.id());
            return true;
        }
        ModelTrial.Finding finding = found.get();
        switch (finding.kind()) {
            case DAMAGED -> loads.lost(step, finding.words(), true, now);
            case UNANSWERED -> unanswered(step, finding.words(), now);
            default -> deployments.fail(step, finding.words());
        }
        return false;
    }

    private void unanswered(DeploymentSteps.Step step, String reason, long now) {
        Silence so = silent.merge(step.id(), new Silence(1, now), (before, first) -> before.again());
        if (so.tries() >= MOST_TRIES && now - so.since() >= PATIENCE.toNanos()) {
            silent.remove(step.id());
            deployments.fail(step, reason);
        } else {
            LOG.log(Level.WARNING, "roll-back " + step.id() + " stays pending: " + reason);
        }
    }

    /** @param pending all that are on their way back: of others nothing is remembered */
    void keep(List<DeploymentSteps.Step> pending) {
        silent.keySet().retainAll(pending.stream().map(DeploymentSteps.Step::id).toList());
    }
}
