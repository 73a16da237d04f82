package org.modelyard.rollout.service;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.access.model.Caller;
import org.modelyard.access.model.Role;
import org.modelyard.platform.model.Page;
import org.modelyard.platform.model.PageRequest;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.service.ModelVersionView;
import org.modelyard.registry.service.Registry;
import org.modelyard.rollout.entity.Rollout;
import org.modelyard.rollout.entity.RolloutCounts;
import org.modelyard.rollout.entity.RolloutEvent;
import org.modelyard.rollout.entity.Rollouts;
import org.modelyard.rollout.entity.StoredVerdict;
import org.modelyard.rollout.model.RolloutMetric;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.rollout.model.RolloutStrategy;
import org.modelyard.serving.service.CandidateDeployments;
import org.modelyard.serving.service.ModelDeployments;

/** Rollouts of an organisation: opened, watched, and changed by people. What the server does by itself is in {@link RolloutLooks}. */
@Stateless
public class ModelRollouts {

    private static final int MOST_VERDICTS = 1_000;
    /** Rollouts whose verdicts and events are read by one query. */
    private static final int TOGETHER = 100;

    private static final int LONGEST_NOTE = 2_000;

    @Inject
    private Rollouts rollouts;

    @Inject
    private ModelDeployments deployments;

    @Inject
    private CandidateDeployments candidates;

    @Inject
    private Registry registry;

    @Inject
    private RolloutMoves moves;

    @Inject
    private RolloutCounts counts;

    @Inject
    private Clock clock;

    /** @param version that the command means; see {@link RolloutDesk#open} */
    public RolloutView open(
            Caller caller, ModelDeployments.NewDeployment command, ModelVersionView version, RolloutPlan plan) {
        ModelDeployments.Pair pair = deployments.stepwise(
                caller,
                command,
                version.modelId(),
                plan.strategy().name(),
                plan.step(0).buckets());
        RolloutDesk.requireFit(registry.version(caller, pair.champion().modelVersionId()), version);
        if (version.signature().labels().isEmpty() && plan.judgement().metrics().contains(RolloutMetric.SCORES)) {
            throw new Refusal.Invalid(
                    "strategy.judgement.metrics",
                    version.model()
                            + " answers with a number, which has no score: leave SCORES out. ACCURACY judges how"
                            + " far off the numbers are; with SHADOW, AGREEMENT how far from the champion's.");
        }
        if (version.signature().labels().isEmpty() && plan.judgement().metrics().contains(RolloutMetric.VALUE)) {
            throw new Refusal.Invalid(
                    "strategy.judgement.metrics",
                    version.model()
                            + " answers with a number, of which feedback's value is the truth and not what the answer was"
                            + " worth: leave VALUE out. ACCURACY judges how far off the numbers are.");
        }
        Rollout rollout = Rollout.open(pair.champion(), pair.candidate(), plan, clock.instant());
        rollouts.add(rollout);
        moves.happened(
                caller,
                rollout,
                "ASKED",
                plan.strategy() + " of " + rollout.candidateVersion() + " beside " + rollout.championVersion() + " in "
                        + rollout.environment() + (plan.note().isEmpty() ? "" : ": " + plan.note()));
        return view(rollout);
    }

    public RolloutView get(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return view(rollout(caller, id));
    }

    /** The one that a deployment belongs to; empty when it was immediate. */
    public Optional<RolloutView> ofDeployment(Caller caller, UUID deployment) {
        caller.require(Role.VIEWER);
        return rollouts.byDeployment(caller.organisationId(), deployment).map(this::view);
    }

    /**
     * What was kept of a rollout.
     *
     * @param rollout with the verdicts that were stored, newest first, and none that is worked out now
     * @param events oldest first
     */
    public record Kept(RolloutView rollout, List<RolloutEventView> events) {}

    /** Those in which a version was the candidate or the champion, newest first. */
    public List<Kept> ofVersion(Caller caller, String model, String version, int most) {
        caller.require(Role.VIEWER);
        List<Rollout> all = rollouts.ofVersion(caller.organisationId(), model, version, most);
        List<Kept> kept = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            kept.addAll(kept(all.subList(from, Math.min(from + TOGETHER, all.size()))));
        }
        return kept;
    }

    private List<Kept> kept(List<Rollout> several) {
        Map<Long, List<StoredVerdict>> verdicts = rollouts.verdicts(several);
        Map<Long, List<RolloutEvent>> events = rollouts.events(several);
        Map<Long, Long> dropped = counts.dropped(several.stream()
                .filter(rollout -> rollout.plan().strategy() == RolloutStrategy.SHADOW)
                .map(Rollout::deploymentId)
                .toList());
        return several.stream()
                .map(rollout -> new Kept(
                        RolloutView.of(
                                rollout,
                                dropped.get(rollout.deploymentId()),
                                verdicts.getOrDefault(rollout.id(), List.of()).stream()
                                        .limit(MOST_VERDICTS)
                                        .map(VerdictView::of)
                                        .toList()),
                        events.getOrDefault(rollout.id(), List.of()).stream()
                                .map(RolloutEventView::of)
                                .toList()))
                .toList();
    }

    /** Newest first; null leaves a filter out. */
    public Page<RolloutView> list(
            Caller caller,
            @Nullable String model,
            @Nullable String environment,
            @Nullable RolloutState state,
            PageRequest page) {
        caller.require(Role.VIEWER);
        return Page.of(
                rollouts.page(caller.organisationId(), model, environment, state, page),
                page,
                Rollout::id,
                rollout -> view(rollout));
    }

    /** Those that were stored, newest first: each time an outcome changed, or a tenth more was seen. */
    public List<VerdictView> verdicts(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return rollouts.verdicts(rollout(caller, id), MOST_VERDICTS).stream()
                .map(VerdictView::of)
                .toList();
    }

    /** Oldest first. */
    public List<RolloutEventView> events(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return rollouts.events(rollout(caller, id)).stream()
                .map(RolloutEventView::of)
                .toList();
    }

    /** Internal id of a rollout's model, which is to be locked before the rollout is read. */
    public long model(Caller caller, UUID id) {
        caller.require(Role.VIEWER);
        return rollout(caller, id).modelId();
    }

    /** @param modelId internal; see {@link RolloutDesk#act} */
    public RolloutView act(Caller caller, UUID id, long modelId, RolloutAction action, @Nullable String note) {
        caller.require(Role.OPERATOR);
        if (note != null && note.length() > LONGEST_NOTE) {
            throw new Refusal.Invalid("note", "A note has at most " + LONGEST_NOTE + " characters.");
        }
        candidates.lock(modelId); // before anything is read
        Rollout rollout = rollout(caller, id);
        switch (action) {
            case PAUSE -> {
                rollout.pause(clock.instant());
                moves.happened(caller, rollout, "PAUSED", words("Paused.", note));
            }
            case RESUME -> {
                rollout.resume(clock.instant());
                moves.happened(caller, rollout, "RESUMED", words("Resumed.", note));
            }
            case PROMOTE -> moves.promote(caller, rollout, words("Promoted.", note));
            case ABORT -> moves.withdraw(caller, rollout, RolloutState.ABORTED, words("Aborted.", note));
        }
        return view(rollout);
    }

    private static String words(String what, @Nullable String note) {
        return note == null || note.isBlank() ? what : what + " " + note;
    }

    private RolloutView view(Rollout rollout) {
        Instant now = clock.instant();
        Instant ended = rollout.endedAt();
        RolloutPlan plan = rollout.plan();
        List<VerdictView> verdicts = rollout.evidence()
                .map(evidence -> evidence.verdicts(plan.judgement()).stream()
                        .map(verdict -> VerdictView.of(verdict, ended == null ? now : ended))
                        .toList())
                .orElseGet(() -> ended == null ? List.of() : lastOf(rollout));
        Long dropped = plan.strategy() == RolloutStrategy.SHADOW ? counts.dropped(rollout.deploymentId()) : null;
        return RolloutView.of(rollout, dropped, verdicts);
    }

    /** The last that was stored of each metric: of one that ended before evidence was kept by steps. */
    private List<VerdictView> lastOf(Rollout rollout) {
        Map<RolloutMetric, VerdictView> last = new EnumMap<>(RolloutMetric.class);
        rollouts.verdicts(rollout, MOST_VERDICTS)
                .forEach(stored -> last.putIfAbsent(stored.metric(), VerdictView.of(stored)));
        return List.copyOf(last.values());
    }

    private Rollout rollout(Caller caller, UUID id) {
        return rollouts.byPublicId(caller.organisationId(), id)
                .orElseThrow(() -> new Refusal.NotFound("rollout", id.toString()));
    }
}
