package org.modelyard.experiment.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.experiment.model.ExperimentJson;
import org.modelyard.experiment.model.ExperimentPlan;
import org.modelyard.experiment.model.ExperimentState;
import org.modelyard.experiment.model.VariantTarget;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;

/**
 * An A/B test: DRAFT, then RUNNING once, then STOPPED for good. Its salt never changes and its plan does not after the start, so that a unit
 * keeps its variant and nobody can choose the rule that suits the figures. One whose time is over counts as stopped without anybody stopping it.
 */
@Entity
@Table(name = "experiment")
public class Experiment {

    private static final int LONGEST_REASON = 2_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "experiment_seq")
    @SequenceGenerator(name = "experiment_seq", sequenceName = "experiment_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Enumerated(EnumType.STRING)
    private ExperimentState state;

    private @Nullable String layer;

    private int traffic;

    @Column(name = "slot_from")
    private int slotFrom;

    private String salt;

    @Lob
    private String plan;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ends_at")
    private @Nullable Instant endsAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "stopped_at")
    private @Nullable Instant stoppedAt;

    @Column(name = "stop_reason")
    private @Nullable String stopReason;

    private long changes;

    @Column(name = "model_id")
    private @Nullable Long modelId;

    @Column(name = "environment_id")
    private @Nullable Long environmentId;

    @Column(name = "champion_deployment_id")
    private @Nullable Long championDeploymentId;

    @Lob
    private @Nullable String targets;

    @SuppressWarnings("NullAway.Init")
    protected Experiment() {}

    private Experiment(long organisationId, String name, ExperimentPlan plan, String actor) {
        this.publicId = Ids.next();
        this.organisationId = organisationId;
        this.name = name;
        this.state = ExperimentState.DRAFT;
        this.layer = plan.layer();
        this.traffic = plan.traffic();
        this.salt = publicId.toString();
        this.plan = ExperimentJson.write(plan);
        this.createdBy = actor;
        this.createdAt = Ids.madeAt(publicId);
    }

    /** @throws Refusal.Invalid when the name is none */
    public static Experiment draft(long organisationId, String name, ExperimentPlan plan, String actor) {
        return new Experiment(organisationId, Names.require("name", name), plan, actor);
    }

    /**
     * Where its variants are asked.
     *
     * @param model internal id of the model whose versions are tested; null where each variant has its own. Both are null for content
     */
    public void place(@Nullable Long model, @Nullable Long environment) {
        modelId = model;
        environmentId = environment;
    }

    /** @throws Refusal.Conflict when it has been started already: then its plan stays as it was */
    public void redraft(ExperimentPlan wanted, Instant now) {
        requireDraft(now);
        layer = wanted.layer();
        traffic = wanted.traffic();
        plan = ExperimentJson.write(wanted);
        changes++;
    }

    /**
     * Begins to assign units, and to divide predictions among what the variants ask.
     *
     * @param from first bucket that is its own
     * @param asked by each variant, in their order
     * @param champion internal id of the deployment beside which versions are tested: when it serves no more, the experiment ends; null
     *     where each variant has its own model
     * @throws Refusal.Conflict when it has been started already
     */
    public void start(int from, List<VariantTarget> asked, @Nullable Long champion, Instant now) {
        start(from, now);
        targets = ExperimentJson.write(asked);
        championDeploymentId = champion;
    }

    /**
     * Begins to assign units.
     *
     * @param from first bucket that is its own
     * @throws Refusal.Conflict when it has been started already
     */
    public void start(int from, Instant now) {
        requireDraft(now);
        ExperimentPlan fixed = plan();
        state = ExperimentState.RUNNING;
        slotFrom = from;
        startedAt = now;
        endsAt = fixed.durationMillis() == 0 ? null : now.plusMillis(fixed.durationMillis());
        changes++;
    }

    /** @throws Refusal.Conflict when it has been started already */
    public void requireDraft(Instant now) {
        state(now).requireDraft(name);
    }

    /**
     * Ends it; saying so again changes nothing.
     *
     * @return whether it ended by this
     * @throws Refusal.Conflict when it has not been started
     */
    public boolean stop(@Nullable String reason, Instant now) {
        if (reason != null && reason.length() > LONGEST_REASON) {
            throw new Refusal.Invalid("reason", "At most " + LONGEST_REASON + " characters.");
        }
        state.requireStarted(name);
        if (state(now) == ExperimentState.STOPPED) {
            return false;
        }
        state = ExperimentState.STOPPED;
        stoppedAt = now;
        stopReason = reason;
        changes++;
        return true;
    }

    /** @throws Refusal.Conflict unless it runs */
    public void requireRunning(Instant now) {
        state(now).requireRunning(name);
    }

    /** As of now: one whose time is over is stopped. */
    public ExperimentState state(Instant now) {
        return state == ExperimentState.RUNNING && endsAt != null && !now.isBefore(endsAt)
                ? ExperimentState.STOPPED
                : state;
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public long organisationId() {
        return organisationId;
    }

    public String name() {
        return name;
    }

    public @Nullable String layer() {
        return layer;
    }

    /** Buckets of the layer, or of all units, that are its own while it runs, from {@link #slotFrom} on. */
    public int traffic() {
        return traffic;
    }

    public int slotFrom() {
        return slotFrom;
    }

    /** What units are hashed with. */
    public String salt() {
        return salt;
    }

    public ExperimentPlan plan() {
        return ExperimentJson.plan(plan);
    }

    /** Internal id of the model whose versions are tested; null for other subjects. */
    public @Nullable Long modelId() {
        return modelId;
    }

    /** Internal id; null for content. */
    public @Nullable Long environmentId() {
        return environmentId;
    }

    /** Whether it was started beside that deployment. */
    public boolean beside(long deployment) {
        return championDeploymentId != null && championDeploymentId == deployment;
    }

    /** What its variants ask, in their order; empty before the start, and for content. */
    public List<VariantTarget> targets() {
        return targets == null ? List.of() : ExperimentJson.targets(targets);
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

    /** When it stops by itself; null when it does not. */
    public @Nullable Instant endsAt() {
        return endsAt;
    }

    /** When it was stopped, or its time was over; null before. */
    public @Nullable Instant stoppedAt(Instant now) {
        return stoppedAt == null && state(now) == ExperimentState.STOPPED ? endsAt : stoppedAt;
    }

    public @Nullable String stopReason() {
        return stopReason;
    }

    /** How often it has changed. */
    public long changes() {
        return changes;
    }
}
