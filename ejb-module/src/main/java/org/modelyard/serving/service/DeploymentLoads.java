package org.modelyard.serving.service;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.modelyard.platform.model.Refusal;
import org.modelyard.serving.model.DeploymentState;

/**
 * Brings the models of deployments into this node's memory. One that serves and cannot be loaded here, as where this node's store is damaged, is not taken from nodes
 * that have it: this one does without and says so, and only when no living node has it the deployment fails. So it is with a roll-back that others may bring back.
 */
@ApplicationScoped
public class DeploymentLoads {

    private static final System.Logger LOG = System.getLogger(DeploymentLoads.class.getName());

    /** A large file that is damaged is not read at each look. */
    private static final Duration REST = Duration.ofMinutes(1);

    @Inject
    private DeploymentSteps deployments;

    @Inject
    private LoadedModels models;

    @Inject
    private ServingNodes nodes;

    private final ConcurrentMap<Long, Lacked> lacked = new ConcurrentHashMap<>();

    /** @param tried when, as {@link System#nanoTime} tells it */
    private record Lacked(RoutingTable.Place place, String reason, long tried) {}

    /** False when it cannot be loaded now; when it never can anywhere, its deployment is failed. */
    boolean load(DeploymentSteps.Step step) {
        return load(step, System.nanoTime());
    }

    /** @param now as {@link System#nanoTime} tells it */
    boolean load(DeploymentSteps.Step step, long now) {
        if (rests(step, now)) {
            return false;
        }
        try {
            models.get(step.versionId());
            forget(step.id());
            return true;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the model of deployment " + step.id() + " cannot be loaded", e);
            LoadFailures.corruption(e).ifPresent(reason -> lost(step, reason, LoadFailures.damaged(e), now));
            return false;
        }
    }

    /** Whether it could not be loaded here a moment ago; it is failed when by now no other node has it. */
    boolean rests(DeploymentSteps.Step step, long now) {
        Lacked before = lacked.get(step.id());
        if (before == null || now - before.tried() >= REST.toNanos()) {
            return false;
        }
        failWhereLost(step, before.reason());
        return true;
    }

    /**
     * It cannot be loaded here.
     *
     * @param damaged whether it is this node's file that is not as registered
     */
    void lost(DeploymentSteps.Step step, String reason, boolean damaged, long now) {
        if (step.state() == DeploymentState.ROLLING_OUT || !damaged) {
            deployments.fail(
                    step, reason); // what it would take over from goes on; a version that may serve no more may nowhere
        } else if (!failWhereLost(step, reason)) {
            lacked.put(step.id(), new Lacked(RoutingTable.Place.of(step), reason, now));
            deployments.lacking(step, nodes.name(), reason);
        }
    }

    private boolean failWhereLost(DeploymentSteps.Step step, String reason) {
        boolean lost = nodes.lostEverywhere(step.id());
        if (lost) {
            deployments.fail(step, reason);
            forget(step.id());
        }
        return lost;
    }

    /** @throws Refusal.Unavailable where something serves that this node cannot load */
    void requireLoadable(RoutingTable.Place place) {
        for (Lacked one : lacked.values()) {
            if (one.place().equals(place)) {
                throw new Refusal.Unavailable("This node cannot answer, others may. " + one.reason(), REST);
            }
        }
    }

    /** @param steps all that are in service: what has ended is lacked by nobody */
    void keep(List<DeploymentSteps.Step> steps) {
        Set<Long> there = steps.stream().map(DeploymentSteps.Step::id).collect(Collectors.toSet());
        List<Long> ended =
                lacked.keySet().stream().filter(id -> !there.contains(id)).toList();
        ended.forEach(this::forget);
    }

    /** It is in memory, or in service no more. */
    void forget(long deployment) {
        lacked.remove(deployment);
        nodes.lacksNoMore(deployment);
    }
}
