package org.modelyard.rollout.service;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import org.modelyard.access.model.Caller;
import org.modelyard.audit.service.Audit;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.Stage;
import org.modelyard.registry.service.Registry;
import org.modelyard.registry.service.VersionLives;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.RolloutEvent;
import org.modelyard.rollout.entity.Rollouts;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.serving.service.CandidateDeployments;

/**
 * What happens to a rollout, whoever does it: its row, the candidate's deployment, its history and the audit change in the
 * caller's transaction, under the model's lock.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class RolloutMoves {

    @Inject
    private Rollouts rollouts;

    @Inject
    private CandidateDeployments candidates;

    @Inject
    private Registry registry;

    @Inject
    private VersionLives lives;

    @Inject
    private Audit audit;

    @Inject
    private Clock clock;

    /** To the next step. */
    public void advance(Caller caller, Rollout rollout) {
        rollout.advance(clock.instant());
        int buckets = rollout.plan().step(rollout.step()).buckets();
        candidates.share(rollout.deploymentId(), buckets);
        happened(caller, rollout, "ADVANCED", "Step " + (rollout.step() + 1) + ": " + buckets / 100.0 + " %.");
    }

    /**
     * The candidate takes over.
     *
     * @throws Refusal.Conflict when it has no share, the environment is frozen, or the version may not serve there any more
     */
    public void promote(Caller caller, Rollout rollout, String words) {
        rollout.requireLive("promoted");
        candidates.requireOpen(rollout.deploymentId());
        candidates.takeOver(caller, rollout.deploymentId());
        rollout.end(RolloutState.PROMOTED, words, clock.instant());
        if (rollout.plan().deprecate()) {
            deprecate(caller, rollout);
        }
        happened(caller, rollout, "PROMOTED", words);
    }

    private void deprecate(Caller caller, Rollout rollout) {
        Stage stage = registry.version(caller, rollout.championVersionId()).stage();
        if (stage.answers() && stage != Stage.DEPRECATED) {
            lives.deprecate(
                    caller,
                    rollout.model(),
                    rollout.championVersion(),
                    rollout.candidateVersion(),
                    "replaced by rollout " + rollout.publicId());
        }
    }

    /** The champion answers everything again. */
    public void withdraw(Caller caller, Rollout rollout, RolloutState last, String words) {
        rollout.end(last, words, clock.instant());
        candidates.withdraw(rollout.deploymentId(), words);
        happened(caller, rollout, last.name(), words);
    }

    /** Its deployment has ended otherwise. */
    public void follow(Caller caller, Rollout rollout, RolloutState last, String words) {
        rollout.end(last, words, clock.instant());
        happened(caller, rollout, last.name(), words);
    }

    /** Into its history and the audit. */
    public void happened(Caller caller, Rollout rollout, String kind, String words) {
        int buckets =
                switch (rollout.state()) {
                    case RUNNING, PAUSED -> rollout.plan().step(rollout.step()).buckets();
                    case PROMOTED -> 10_000;
                    case PENDING, ABORTED, ROLLED_BACK, FAILED -> 0;
                };
        rollouts.add(RolloutEvent.of(rollout, kind, buckets, words, caller.actor(), clock.instant()));
        audit.done(caller, "rollout." + kind.toLowerCase(Locale.ROOT), "rollout/" + rollout.publicId(), words);
    }
}
