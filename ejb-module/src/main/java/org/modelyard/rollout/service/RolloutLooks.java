package org.modelyard.rollout.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.Rollouts;
import org.modelyard.rollout.entity.StoredVerdict;
import org.modelyard.rollout.model.RolloutCourse;
import org.modelyard.rollout.model.RolloutEvidence;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutMove;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.rollout.model.RolloutVerdict;
import org.modelyard.rollout.model.Sighting;
import org.modelyard.serving.model.DeploymentState;
import org.modelyard.serving.service.CandidateDeployments;
import org.modelyard.serving.service.DeploymentChanged;

/** The server's own looks at rollouts, each in a transaction of its own, for all organisations. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RolloutLooks {

    /** A verdict that says the same is stored again when so much more was seen. */
    private static final double MORE = 1.1;

    private static final int RECENT = 50;

    @Inject
    private Rollouts rollouts;

    @Inject
    private RolloutSights sights;

    @Inject
    private CandidateDeployments candidates;

    @Inject
    private RolloutMoves moves;

    @Inject
    private Event<DeploymentChanged> changes;

    @Inject
    private Clock clock;

    /**
     * A rollout that is not over.
     *
     * @param id internal; so is that of the model and the version
     * @param live whether the candidate has its share
     */
    public record Open(long id, long modelId, long candidateVersionId, boolean live) {}

    /** Oldest first. */
    public List<Open> open() {
        return rollouts.open().stream()
                .map(one -> new Open(
                        one.id(),
                        one.modelId(),
                        one.candidateVersionId(),
                        one.state().live()))
                .toList();
    }

    /** What both sides have shown, without the model's lock, for which people wait; empty when they are not compared now. */
    public Optional<RolloutSights.Seen> see(Open open) {
        return rollouts.byId(open.id())
                .filter(one -> one.state().open())
                .filter(one -> compared(candidates.standing(one.deploymentId(), one.championId())))
                .map(one -> sights.see(one, clock.instant()));
    }

    private static boolean compared(CandidateDeployments.Standing standing) {
        return standing.candidate() == DeploymentState.ROLLING_OUT
                && standing.championServes()
                && standing.gone() == null;
    }

    /**
     * Stores what is new, and does what follows.
     *
     * @param sick why the candidate's health check failed; null when it did not
     * @param seen before; null where nobody looked
     */
    public void look(Open open, @Nullable String sick, RolloutSights.@Nullable Seen seen) {
        candidates.lock(open.modelId()); // before anything is read
        Rollout rollout =
                rollouts.byId(open.id()).filter(one -> one.state().open()).orElse(null);
        if (rollout == null) {
            return;
        }
        Caller server = Caller.server(rollout.organisationId());
        CandidateDeployments.Standing standing = candidates.standing(rollout.deploymentId(), rollout.championId());
        switch (standing.candidate()) {
            case PENDING -> await(server, rollout, standing.frozen(), clock.instant());
            case ACTIVE -> moves.follow(server, rollout, RolloutState.PROMOTED, "Its deployment took over.");
            case FAILED ->
                moves.follow(
                        server,
                        rollout,
                        rollout.state() == RolloutState.PENDING ? RolloutState.FAILED : RolloutState.ROLLED_BACK,
                        "Its model cannot serve: " + standing.problem());
            case SUPERSEDED, ROLLED_BACK, WITHDRAWN ->
                moves.follow(server, rollout, RolloutState.ABORTED, "Another deployment took over.");
            case ROLLING_OUT -> {
                if (!standing.championServes()) {
                    moves.withdraw(
                            server,
                            rollout,
                            RolloutState.ROLLED_BACK,
                            rollout.championVersion() + ", which it was compared with, serves no more.");
                } else if (standing.gone() != null) {
                    moves.withdraw(server, rollout, RolloutState.ROLLED_BACK, standing.gone());
                } else if (sick != null) {
                    moves.withdraw(server, rollout, RolloutState.ROLLED_BACK, "Its health check failed: " + sick);
                } else if (seen != null && seen.version() == rollout.version()) { // else the next look sees anew
                    goOn(server, rollout, standing, seen);
                }
            }
        }
    }

    /** Where its environment is frozen it is not loaded either: that it could not be says nothing of it then. */
    private void await(Caller server, Rollout rollout, Optional<String> frozen, Instant now) {
        if (frozen.isPresent()) {
            rollout.waits(frozen.get(), now);
            return;
        }
        rollout.mayBegin(now);
        if (rollout.overdue(now)) {
            moves.withdraw(server, rollout, RolloutState.FAILED, "Its model could not be loaded in time.");
        }
    }

    private void goOn(Caller server, Rollout rollout, CandidateDeployments.Standing standing, RolloutSights.Seen seen) {
        RolloutPlan plan = rollout.plan();
        Instant now = clock.instant();
        Sighting champion = seen.sides().champion();
        Sighting candidate = seen.sides().candidate();
        if (rollout.state() == RolloutState.PENDING) {
            rollout.start(seen.evidence(), now);
            moves.happened(server, rollout, "STARTED", "Its model is loaded and was tried.");
        }
        RolloutEvidence evidence = seen.evidence()
                .look(plan.judgement(), champion, candidate, seen.at().toEpochMilli());
        if (candidate.requests() != rollout.requests()) {
            changes.fire(new DeploymentChanged(rollout.organisationId(), rollout.deployment())); // pages show it
        }
        List<RolloutVerdict> verdicts = evidence.verdicts(plan.judgement());
        store(rollout, verdicts, now);
        rollout.seen(evidence, rollout.standing());
        RolloutMove move = RolloutCourse.next(plan, rollout.progress(now), verdicts);
        String barred = move instanceof RolloutMove.RollBack ? null : candidates.barred(rollout.deploymentId());
        if (barred != null) { // somebody has rejected it since, or the policy asks for more
            move = new RolloutMove.RollBack(barred);
        }
        while (move instanceof RolloutMove.Advance && standing.frozen().isEmpty()) {
            moves.advance(server, rollout);
            Instant shared = clock.instant(); // not before: what was answered until now was routed by the old share
            evidence = evidence.newShare(shared.toEpochMilli());
            move = RolloutCourse.next(plan, rollout.progress(shared), verdicts);
        }
        finish(server, rollout, evidence, move, standing.frozen());
    }

    private void finish(
            Caller server, Rollout rollout, RolloutEvidence evidence, RolloutMove move, Optional<String> frozen) {
        if (move instanceof RolloutMove.RollBack back) {
            moves.withdraw(server, rollout, RolloutState.ROLLED_BACK, back.why());
        } else if (move instanceof RolloutMove.Stay stay) {
            rollout.seen(evidence, stay.why());
        } else if (frozen.isPresent()) {
            rollout.seen(evidence, frozen.get());
        } else if (move instanceof RolloutMove.Promote) {
            moves.promote(
                    server, rollout, "All steps are done" + (rollout.plan().mustPass() ? " and passed." : "."));
        }
    }

    private void store(Rollout rollout, List<RolloutVerdict> verdicts, Instant now) {
        Map<RolloutMetric, StoredVerdict> last = new HashMap<>();
        rollouts.verdicts(rollout, RECENT).forEach(stored -> last.putIfAbsent(stored.metric(), stored));
        for (RolloutVerdict verdict : verdicts) {
            StoredVerdict before = last.get(verdict.metric());
            if (before == null
                    || !before.outcome().equals(verdict.code())
                    || verdict.numbers().candidate().trials()
                            > before.numbers().candidate().trials() * MORE) {
                rollouts.add(StoredVerdict.of(rollout, verdict, now));
            }
        }
    }
}
