package org.modelyard.batch.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.model.WorkState;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

/**
 * A wish that a batch job carries out. QUEUED until its job runs it, then COMPLETED with a result, or FAILED. Whoever starts
 * the job claims the work first; a claim whose job never came or died may be taken up by another, a few times. Failed work
 * runs again when its job is restarted; complete work never does.
 */
@MappedSuperclass
public abstract class QueuedWork {

    public static final int MOST_ATTEMPTS = 5;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Enumerated(EnumType.STRING)
    private WorkState state;

    private int attempts;

    @Convert(converter = InstantColumn.class)
    @Column(name = "claimed_at")
    private @Nullable Instant claimedAt;

    @Column(name = "execution_id")
    private @Nullable Long executionId;

    @Lob
    private @Nullable String problem;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @Convert(converter = InstantColumn.class)
    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected QueuedWork() {}

    protected QueuedWork(long organisationId, String by, Instant now) {
        this.publicId = Ids.next();
        this.organisationId = organisationId;
        this.state = WorkState.QUEUED;
        this.createdBy = by;
        this.createdAt = now;
    }

    /**
     * Before its job is started, so that of two nodes one does. Work that was claimed too often without an end fails.
     *
     * @param patience after which an earlier claim is given up
     * @return whether the caller is to start the job now
     */
    public boolean claim(Instant now, Duration patience) {
        Instant before = claimedAt;
        if (ended() || (before != null && now.isBefore(before.plus(patience)))) {
            return false;
        }
        if (attempts >= MOST_ATTEMPTS) {
            fail("Its job was started " + attempts + " times and never came to an end.", now);
            return false;
        }
        attempts++;
        claimedAt = now;
        return true;
    }

    /**
     * Its job is at work, for the first time or again.
     *
     * @return false when it is complete: then there is nothing to do
     */
    public boolean run(long execution, Instant now) {
        if (state == WorkState.COMPLETED) {
            return false;
        }
        state = WorkState.RUNNING;
        executionId = execution;
        claimedAt = now;
        problem = null;
        endedAt = null;
        return true;
    }

    /** @return false when it was complete already: then the new result is not kept */
    protected boolean complete(Instant now) {
        if (state == WorkState.COMPLETED) {
            return false;
        }
        state = WorkState.COMPLETED;
        endedAt = now;
        return true;
    }

    /** @param cause one or two sentences for the person who asked: what happened and what to change */
    public void fail(String cause, Instant now) {
        if (!ended()) {
            state = WorkState.FAILED;
            problem = cause;
            endedAt = now;
        }
    }

    public boolean ended() {
        return state == WorkState.COMPLETED || state == WorkState.FAILED;
    }

    public UUID publicId() {
        return publicId;
    }

    public long organisationId() {
        return organisationId;
    }

    public WorkState state() {
        return state;
    }

    public @Nullable Long executionId() {
        return executionId;
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

    public @Nullable Instant endedAt() {
        return endedAt;
    }
}
