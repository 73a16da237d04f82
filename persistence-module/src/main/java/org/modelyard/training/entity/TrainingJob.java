package org.modelyard.training.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Lob;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Names;
import org.modelyard.platform.model.Refusal;
import org.modelyard.registry.model.ModelNames;
import org.modelyard.training.model.TrainingPhase;
import org.modelyard.training.model.TrainingPlan;
import org.modelyard.training.model.TrainingProgress;
import org.modelyard.training.model.TrainingState;

/**
 * A request to make one version of a model. CREATED until it is queued, QUEUED until a worker takes it, RUNNING until
 * it has made its version, failed or was cancelled; what has ended does not change. A run that was stopped goes back to
 * CREATED and, queued again, goes on at its checkpoint. Changed only while its row is locked.
 */
@Entity
@Table(name = "training_job")
public class TrainingJob extends AskedTraining {

    @Convert(converter = UuidColumn.class)
    @Column(name = "snapshot_id")
    private @Nullable UUID snapshotId;

    @Enumerated(EnumType.STRING)
    private TrainingState state;

    @Column(name = "memory_bytes")
    private long memory;

    @Column(name = "waits_for")
    private @Nullable String waitsFor;

    @Embedded
    private TrainingFigures figures;

    /** Null when read while all its columns are. */
    @Embedded
    private @Nullable TrainingOutputs outputs;

    @Lob
    private @Nullable String problem;

    @Column(name = "cancel_requested")
    private boolean cancelRequested;

    @Column(name = "execution_id")
    private @Nullable Long executionId;

    @Convert(converter = InstantColumn.class)
    @Column(name = "queued_at")
    private @Nullable Instant queuedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "started_at")
    private @Nullable Instant startedAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected TrainingJob() {}

    private TrainingJob(
            long organisationId,
            String model,
            String dataset,
            @Nullable UUID snapshot,
            TrainingPlan plan,
            String actor) {
        super(organisationId, model, dataset, plan, actor);
        this.snapshotId = snapshot;
        this.state = TrainingState.CREATED;
        this.figures = new TrainingFigures();
    }

    /**
     * @param snapshot null: one is made when the job runs
     * @param actor who asks
     */
    public static TrainingJob ask(
            long organisationId,
            String model,
            String dataset,
            @Nullable UUID snapshot,
            TrainingPlan plan,
            String actor) {
        return new TrainingJob(
                organisationId,
                ModelNames.require("model", model),
                Names.require("dataset", dataset),
                snapshot,
                plan,
                actor);
    }

    /** @throws Refusal.Conflict unless it is CREATED */
    public void queue(Instant now) {
        require(state == TrainingState.CREATED, "queued");
        state = TrainingState.QUEUED;
        queuedAt = now;
        cancelRequested = false;
    }

    /** A worker takes it: from the queue, or again after its process died or its execution was restarted. */
    public void run(Instant now) {
        require(!state.ended(), "run");
        state = TrainingState.RUNNING;
        waitsFor = null;
        if (startedAt == null) {
            startedAt = now;
        }
    }

    /**
     * It stays in the queue.
     *
     * @param reason what has to end first, in words
     */
    public void waitFor(String reason) {
        require(state == TrainingState.QUEUED, "kept waiting");
        waitsFor = reason;
    }

    /** @param bytes what its examples take in memory, by estimate */
    public void needs(long bytes) {
        memory = bytes;
    }

    /** Which batch execution does the work. */
    public void executedBy(long execution) {
        executionId = execution;
    }

    /** The snapshot that was made for it; a job keeps its first. */
    public void uses(UUID snapshot) {
        if (snapshotId == null) {
            snapshotId = snapshot;
        }
    }

    public void reach(TrainingProgress progress) {
        require(state == TrainingState.RUNNING, "moved on");
        figures.take(progress);
    }

    /**
     * @param version the number of the version that it made
     * @param note what was asked for beside the version and not done, and why; null: nothing
     */
    public void complete(String version, @Nullable String note, Instant now) {
        require(state == TrainingState.RUNNING, "completed");
        making().version(version);
        problem = note;
        end(TrainingState.COMPLETED, now);
    }

    /** @param cause one or two sentences for the person who started it: what happened and what to change */
    public void fail(String cause, Instant now) {
        require(!state.ended(), "failed");
        problem = cause;
        end(TrainingState.FAILED, now);
    }

    /** Waiting jobs end at once; a running one ends soon, see {@link #cancelRequested()}. */
    public void cancel(Instant now) {
        require(!state.ended(), "cancelled");
        cancelRequested = true;
        if (state != TrainingState.RUNNING) {
            end(TrainingState.CANCELLED, now);
        }
    }

    /** The run obeys a request to cancel. */
    public void obeyCancel(Instant now) {
        require(state == TrainingState.RUNNING && cancelRequested, "cancelled");
        end(TrainingState.CANCELLED, now);
    }

    /** The run was stopped, and may be queued again. */
    public void halt() {
        require(state == TrainingState.RUNNING, "stopped");
        state = TrainingState.CREATED;
    }

    private void end(TrainingState last, Instant now) {
        state = last;
        endedAt = now;
    }

    private void require(boolean holds, String verb) {
        if (!holds) {
            throw new Refusal.Conflict(
                    "The training job " + publicId() + " is " + state + " and cannot be " + verb + ".");
        }
    }

    public @Nullable UUID snapshotId() {
        return snapshotId;
    }

    public TrainingState state() {
        return state;
    }

    public long memory() {
        return memory;
    }

    public @Nullable String waitsFor() {
        return waitsFor;
    }

    public TrainingProgress progress() {
        return figures.progress();
    }

    public @Nullable TrainingPhase phase() {
        return figures.progress().phase();
    }

    /** For reading: a reader that filled the field in would write nulls over what a step has stored meanwhile. */
    public TrainingOutputs outputs() {
        return outputs == null ? new TrainingOutputs() : outputs;
    }

    /** For the steps, which hold the row's lock. */
    public TrainingOutputs making() {
        if (outputs == null) {
            outputs = new TrainingOutputs();
        }
        return outputs;
    }

    public @Nullable String problem() {
        return problem;
    }

    public boolean cancelRequested() {
        return cancelRequested;
    }

    public @Nullable Long executionId() {
        return executionId;
    }

    public @Nullable Instant startedAt() {
        return startedAt;
    }

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
