package org.modelyard.run.entity;

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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ModelNames;
import org.modelyard.run.model.RunState;

/**
 * A training that happens elsewhere and tells of itself. RUNNING until it says how it ended; then only its tags change.
 * Changed only while its row is locked.
 */
@Entity
@Table(name = "run")
public class Run {

    private static final int LONGEST_PROBLEM = 10_000;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "run_seq")
    @SequenceGenerator(name = "run_seq", sequenceName = "run_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    private String name;

    @Column(name = "model_name")
    private @Nullable String model;

    @Enumerated(EnumType.STRING)
    private RunState state;

    @Lob
    private @Nullable String problem;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "started_at")
    private Instant startedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    private long changes;

    @SuppressWarnings("NullAway.Init")
    protected Run() {}

    private Run(long organisationId, String name, @Nullable String model, Instant startedAt, String actor) {
        this.publicId = Ids.next();
        this.organisationId = organisationId;
        this.name = name;
        this.model = model;
        this.state = RunState.RUNNING;
        this.createdBy = actor;
        this.createdAt = Ids.madeAt(publicId);
        this.startedAt = startedAt;
    }

    /**
     * @param name of what is tried out: runs of one name belong together
     * @param model that a version may come to; null when it is not known yet
     * @throws Refusal.Invalid when a name is none
     */
    public static Run begin(long organisationId, String name, @Nullable String model, Instant startedAt, String actor) {
        return new Run(
                organisationId,
                Names.require("name", name),
                model == null ? null : ModelNames.require("model", model),
                startedAt,
                actor);
    }

    /** @throws Refusal.Conflict when it has ended */
    public void requireRunning() {
        if (state.ended()) {
            throw new Refusal.Conflict(
                    "The run " + publicId + " is " + state + " and takes nothing more but tags: make another run.");
        }
    }

    /**
     * Counts a change to it or to what belongs to it.
     *
     * @throws Refusal.Conflict when it has ended
     */
    public void goOn() {
        requireRunning();
        changes++;
    }

    /** Counts a change that is allowed at any time. */
    public void change() {
        changes++;
    }

    /**
     * Saying the same again changes nothing.
     *
     * @param why when it failed, in its own words
     * @return whether it ended by this
     * @throws Refusal.Conflict when it ended in another way
     * @throws Refusal.Invalid when it would end before it started, or says too much
     */
    public boolean end(RunState last, @Nullable String why, Instant at) {
        if (why != null && why.length() > LONGEST_PROBLEM) {
            throw new Refusal.Invalid(
                    "problem", "At most " + LONGEST_PROBLEM + " characters; put the rest into an artifact.");
        }
        if (state.ended()) {
            if (state == last && Objects.equals(problem, why)) {
                return false;
            }
            throw new Refusal.Conflict("The run " + publicId + " is " + state + " already.");
        }
        if (at.isBefore(startedAt)) {
            throw new Refusal.Invalid("endedAt", "The run started at " + startedAt + "; it cannot end before that.");
        }
        state = last;
        problem = why;
        endedAt = at;
        changes++;
        return true;
    }

    /** @throws Refusal.Stale unless this is what the caller saw; null for any */
    public void requireSeen(@Nullable Long seen) {
        if (seen != null && seen != changes) {
            throw new Refusal.Stale("The run " + publicId + " has changed since you read it.");
        }
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

    public @Nullable String model() {
        return model;
    }

    public RunState state() {
        return state;
    }

    public @Nullable String problem() {
        return problem;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }

    /** How often it has changed. */
    public long changes() {
        return changes;
    }
}
