package org.modelyard.serving.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.entity.Epochs;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.platform.service.AlertNeeded;
import org.modelyard.registry.service.Champions;
import org.modelyard.serving.entity.Deployment;
import org.modelyard.serving.entity.Deployments;
import org.modelyard.serving.model.DeploymentCare;
import org.modelyard.serving.model.DeploymentState;

/** The server's own steps with deployments, each in a transaction of its own, for all organisations. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class DeploymentSteps {

    static final int LONGEST_PROBLEM = 2_000;
    /** Who asked for a roll-back that nobody asked for. */
    private static final String AUTOMATIC = "server";

    @Inject
    private Deployments deployments;

    @Inject
    private Champions champions;

    @Inject
    private Epochs epochs;

    @Inject
    private Event<DeploymentChanged> changes;

    @Inject
    private Event<AlertNeeded> alerts;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /**
     * What routing and activation need to know of a deployment.
     *
     * @param buckets its share while it is rolled out, in ten-thousandths
     * @param shadow whether it looks on and answers nobody
     */
    public record Step(
            long id,
            long organisationId,
            long modelId,
            String model,
            long environmentId,
            String environment,
            long versionId,
            String salt,
            DeploymentCare care,
            DeploymentState state,
            int buckets,
            boolean shadow) {

        static Step of(Deployment deployment) {
            return new Step(
                    deployment.id(),
                    deployment.organisationId(),
                    deployment.modelId(),
                    deployment.model(),
                    deployment.environmentId(),
                    deployment.environment(),
                    deployment.modelVersionId(),
                    deployment.salt(),
                    deployment.care(),
                    deployment.state(),
                    deployment.buckets(),
                    deployment.strategy().equals(Deployment.SHADOW));
        }
    }

    /** Oldest first. */
    public List<Step> in(DeploymentState state) {
        return deployments.in(state).stream().map(Step::of).toList();
    }

    /** What takes requests, and what is PENDING to bring back what did before; oldest first. */
    public List<Step> inService() {
        return deployments.inService().stream().map(Step::of).toList();
    }

    /** What a deployment asks for its version, by its internal id; the usual when there is none. */
    public DeploymentCare care(long id) {
        return deployments.byId(id).map(Deployment::care).orElse(DeploymentCare.USUAL);
    }

    /** Whether an active deployment holds the place, or one that brings back what did is on its way. */
    public boolean serves(long organisationId, String model, String environment) {
        return deployments.serves(organisationId, model, environment);
    }

    /** Waits for whoever else changes what serves of the model; to be called before anything is read. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void lock(long modelId) {
        champions.lock(modelId);
    }

    /** Keeps waiting what was asked for before its environment was frozen. @return whether it waits */
    public boolean kept(Step step) {
        champions.lock(step.modelId());
        return deployments
                .byId(step.id())
                .filter(it -> it.state() == DeploymentState.PENDING && kept(it))
                .isPresent();
    }

    private boolean kept(Deployment next) {
        return next.waits(deployments.frozen(next, clock.instant()));
    }

    /**
     * The deployment serves from now on; the one before it ends.
     *
     * @return whether it does: a newer one may have been first
     */
    public boolean activate(Step step) {
        champions.lock(step.modelId());
        Optional<Deployment> found = deployments.byId(step.id()).filter(it -> it.state() == DeploymentState.PENDING);
        if (found.isEmpty()) {
            return false;
        }
        Deployment next = found.get();
        if (kept(next)) {
            return false;
        }
        String barred = barred(next);
        if (barred != null) {
            alertOfEmpty(next, barred);
            next.fail(Texts.cut(barred, LONGEST_PROBLEM), clock.instant());
            changed(next, "deployment.fail", Texts.cut(barred, LONGEST_PROBLEM));
            return false;
        }
        Optional<Deployment> before = deployments.activeInPlaceOf(next);
        if (before.filter(it -> !next.rollsBack(it) && it.createdAt().isAfter(next.createdAt()))
                .isPresent()) {
            next.overtaken(clock.instant());
            changed(next, "deployment.overtake", "a newer one serves");
            return false;
        }
        if (next.stepwise()) {
            return rollOut(next, before);
        }
        takeOver(new Caller(next.organisationId(), next.createdBy(), Role.ADMIN, "server"), next);
        return true;
    }

    private boolean rollOut(Deployment next, Optional<Deployment> before) {
        if (before.isEmpty()) {
            next.fail("Nothing serves there any more that it could take over from.", clock.instant());
            changed(next, "deployment.fail", "nothing serves there");
            return false;
        }
        next.rollOut();
        epochs.raise(Epochs.ROUTING);
        changed(next, "deployment.rollout", "beside " + before.get().modelVersion());
        return true;
    }

    /**
     * Its share of the traffic from now on; the model is locked.
     *
     * @param buckets in ten-thousandths
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void share(Deployment candidate, int buckets) {
        candidate.take(buckets);
        epochs.raise(Epochs.ROUTING);
        changes.fire(new DeploymentChanged(candidate.organisationId(), candidate.publicId()));
    }

    /** What serves goes on without it; the model is locked. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void withdraw(Deployment candidate, String reason) {
        candidate.withdraw(Texts.cut(reason, LONGEST_PROBLEM), clock.instant());
        epochs.raise(Epochs.ROUTING);
        changed(candidate, "deployment.withdraw", Texts.cut(reason, LONGEST_PROBLEM));
    }

    /** Why its version may serve no more, as when it was deleted meanwhile; null when it may. */
    public @Nullable String gone(Deployment deployment) {
        return champions.gone(deployment.modelVersionId());
    }

    /**
     * Why it may not come into its environment (any more): its version is gone, or lacks by now what policies require; null when it may. Going back to
     * what served before asks no policy. The model is locked.
     */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public @Nullable String barred(Deployment next) {
        return next.goesBack() ? gone(next) : champions.barred(next.modelVersionId(), next.environment());
    }

    /** Routing, alias and stage change together: the model is locked. */
    @TransactionAttribute(TransactionAttributeType.MANDATORY)
    public void takeOver(Caller caller, Deployment next) {
        String barred = barred(next);
        if (barred != null) {
            throw new Refusal.Conflict(barred);
        }
        deployments.activeInPlaceOf(next).ifPresent(old -> old.endFor(next, clock.instant()));
        for (Deployment other : deployments.rollingOut(next.organisationId(), next.modelId(), next.environmentId())) {
            if (other.id() != next.id()) {
                other.overtaken(clock.instant());
                changed(other, "deployment.overtake", next.modelVersion() + " took over");
            }
        }
        deployments.flush(); // at most one row may hold the place at any time
        next.activate(clock.instant());
        champions.crown(caller, next.modelVersionId(), next.environment());
        epochs.raise(Epochs.ROUTING);
        changed(next, "deployment.activate", next.model() + " " + next.modelVersion() + " in " + next.environment());
    }

    /** It does not serve (any more). Where it did and was to be rolled back then, the last good version comes next. What has ended meanwhile is left as it is. */
    public void fail(Step step, String reason) {
        fail(step, DeploymentAlerts.LOST, reason);
    }

    /**
     * The same for another reason.
     *
     * @param alert of which kind, when it served
     */
    public void fail(Step step, String alert, String reason) {
        champions.lock(step.modelId());
        Optional<Deployment> found = deployments.byId(step.id()).filter(it -> it.endedAt() == null);
        if (found.isPresent()) {
            Deployment failed = found.get();
            Optional<Deployment> next = Optional.empty();
            if (failed.state() == DeploymentState.ACTIVE) {
                next = rollBack(failed);
                champions.abdicate(
                        Caller.server(failed.organisationId()), failed.modelVersionId(), failed.environment());
                alerts.fire(DeploymentAlerts.lost(failed, alert, reason, next));
            } else {
                alertOfEmpty(failed, reason);
            }
            failed.fail(Texts.cut(reason, LONGEST_PROBLEM), clock.instant());
            epochs.raise(Epochs.ROUTING);
            changed(failed, "deployment.fail", Texts.cut(reason, LONGEST_PROBLEM));
            next.ifPresent(it -> changed(
                    it, "deployment.rollback", "to " + it.modelVersion() + ", since " + failed.publicId() + " failed"));
        }
    }

    /** Where nothing serves that it could take over from, people were told that it comes back; and callers waited for it. */
    private void alertOfEmpty(Deployment failed, String reason) {
        if (failed.goesBack() && deployments.activeInPlaceOf(failed).isEmpty()) {
            alerts.fire(DeploymentAlerts.empty(failed, reason));
            epochs.raise(Epochs.ROUTING);
        }
    }

    /** Its model's file is not what was registered. Where the model is in memory it goes on, since its answers are those of before. */
    public void damaged(Step step, String reason) {
        alerts.fire(DeploymentAlerts.damaged(step, reason));
    }

    /** This node cannot load what others answer by. */
    public void lacking(Step step, String node, String reason) {
        alerts.fire(DeploymentAlerts.lacking(step, node, reason));
    }

    private Optional<Deployment> rollBack(Deployment lost) {
        if (!lost.care().autoRollback()) {
            return Optional.empty();
        }
        Optional<Deployment> next =
                deployments.lastGoodBefore(lost).map(good -> lost.rollBackTo(good, AUTOMATIC, clock.instant()));
        next.ifPresent(deployments::add);
        return next;
    }

    private void changed(Deployment deployment, String action, String detail) {
        audit.done(Caller.server(deployment.organisationId()), action, "deployment/" + deployment.publicId(), detail);
        changes.fire(new DeploymentChanged(deployment.organisationId(), deployment.publicId()));
    }
}
