package org.modelyard.rollout.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;
import org.modelyard.platform.model.Texts;
import org.modelyard.rollout.model.RolloutEvidence;
import org.modelyard.rollout.model.RolloutJson;
import org.modelyard.rollout.model.RolloutPlan;
import org.modelyard.rollout.model.RolloutProgress;
import org.modelyard.rollout.model.RolloutState;
import org.modelyard.serving.entity.Deployment;

/**
 * A version's way into service. PENDING until its model is loaded; then RUNNING by the steps of its plan, or PAUSED by
 * somebody; it ends as PROMOTED, ABORTED by somebody, ROLLED_BACK by the server, or FAILED before it had a request.
 */
@Entity
@Table(name = "rollout")
public class Rollout extends RolledOut {

    private static final int LONGEST = 2_000;
    private static final String LOADING = "The candidate is being loaded and tried.";

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "rollout_seq")
    @SequenceGenerator(name = "rollout_seq", sequenceName = "rollout_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Enumerated(EnumType.STRING)
    private RolloutState state;

    @Column(name = "plan_document")
    private String plan;

    private @Nullable String evidence;

    @Column(name = "step_number")
    private int step;

    @Column(name = "step_requests")
    private long requestsBefore;

    @Column(name = "candidate_requests")
    private long requests;

    @Convert(converter = InstantColumn.class)
    @Column(name = "step_started_at")
    private @Nullable Instant stepStartedAt;

    @Column(name = "paused_millis")
    private long pausedMillis;

    @Convert(converter = InstantColumn.class)
    @Column(name = "paused_at")
    private @Nullable Instant pausedAt;

    private String standing;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Rollout() {}

    /** Waits until the candidate's model is loaded. */
    public static Rollout open(Deployment champion, Deployment candidate, RolloutPlan plan, Instant now) {
        Rollout rollout = new Rollout();
        rollout.between(champion, candidate);
        rollout.publicId = Ids.next();
        rollout.state = RolloutState.PENDING;
        rollout.plan = RolloutJson.write(plan);
        rollout.standing = LOADING;
        rollout.createdBy = candidate.createdBy();
        rollout.createdAt = now;
        return rollout;
    }

    /** It may not begin yet, and its time does not run. */
    public void waits(String why, Instant now) {
        require(state == RolloutState.PENDING, "kept waiting");
        standing = Texts.cut(why, LONGEST);
        pausedAt = pausedAt == null ? now : pausedAt;
    }

    /** It may begin (again): whatever kept it waiting is over. */
    public void mayBegin(Instant now) {
        require(state == RolloutState.PENDING, "begun");
        if (pausedAt != null) {
            pausedMillis += since(pausedAt, now);
            pausedAt = null;
            standing = LOADING;
        }
    }

    /** Whether it has been PENDING for as long as its plan gives it in all, without the time in which it might not begin. */
    public boolean overdue(Instant now) {
        return since(createdAt, now) - pausedMillis > plan().longestMillis();
    }

    /** The candidate has its first share from now on. */
    public void start(RolloutEvidence begun, Instant now) {
        require(state == RolloutState.PENDING, "started");
        state = RolloutState.RUNNING;
        pausedAt = null;
        pausedMillis = 0; // of the time before it had a share, which does not count
        startedAt = now;
        stepStartedAt = now;
        requests = begun.candidate().requests();
        requestsBefore = requests;
        evidence = RolloutJson.write(begun);
    }

    /** After a look: what was gathered, and why it stands where it stands. */
    public void seen(RolloutEvidence gathered, String why) {
        require(state.live(), "looked at");
        evidence = RolloutJson.write(gathered);
        requests = Math.max(
                gathered.candidate().requests(), gathered.candidate().mirrored().trials());
        standing = Texts.cut(why, LONGEST);
    }

    /** To the next step. */
    public void advance(Instant now) {
        require(state == RolloutState.RUNNING && !plan().last(step), "moved to a further step");
        step++;
        stepStartedAt = now;
        requestsBefore = requests;
    }

    /** @throws Refusal.Conflict when it does not run */
    public void pause(Instant now) {
        require(state == RolloutState.RUNNING, "paused");
        state = RolloutState.PAUSED;
        pausedAt = now;
        standing = "It is paused.";
    }

    /**
     * The time of the pause does not count.
     *
     * @throws Refusal.Conflict when it is not paused
     */
    public void resume(Instant now) {
        require(state == RolloutState.PAUSED, "resumed");
        Instant since = pausedAt;
        Instant began = stepStartedAt;
        if (since != null && began != null) {
            Duration pause = Duration.between(since, now);
            stepStartedAt = began.plus(pause);
            pausedMillis += pause.toMillis();
        }
        state = RolloutState.RUNNING;
        pausedAt = null;
        standing = "It goes on.";
    }

    /**
     * It is over.
     *
     * @param last one that is not open
     * @throws Refusal.Conflict when it was over before
     */
    public void end(RolloutState last, String why, Instant now) {
        require(state.open() && !last.open(), "ended");
        state = last;
        standing = Texts.cut(why, LONGEST);
        pausedAt = null;
        endedAt = now;
    }

    /** @throws Refusal.Conflict with where it stands */
    public void requireLive(String what) {
        require(state.live(), what);
    }

    private void require(boolean fits, String what) {
        if (!fits) {
            throw new Refusal.Conflict("Rollout " + publicId + " of " + model() + " " + candidateVersion() + " in "
                    + environment() + " is " + state + " and cannot be " + what + ".");
        }
    }

    public RolloutProgress progress(Instant now) {
        return new RolloutProgress(
                state == RolloutState.PAUSED,
                step,
                since(stepStartedAt, now),
                requests - requestsBefore,
                since(startedAt, now) - pausedMillis);
    }

    private static long since(@Nullable Instant began, Instant now) {
        return began == null ? 0 : Duration.between(began, now).toMillis();
    }

    public long id() {
        return id;
    }

    /** Grows with each change. */
    public long version() {
        return version;
    }

    public UUID publicId() {
        return publicId;
    }

    public RolloutState state() {
        return state;
    }

    public RolloutPlan plan() {
        return RolloutJson.plan(plan);
    }

    /** Empty until it has started. */
    public Optional<RolloutEvidence> evidence() {
        return Optional.ofNullable(evidence).map(RolloutJson::evidence);
    }

    /** Index of the plan's step. */
    public int step() {
        return step;
    }

    /** Of the candidate, at the last look. */
    public long requests() {
        return requests;
    }

    /** Why it stands where it stands, in words. */
    public String standing() {
        return standing;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
