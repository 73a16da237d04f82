package org.modelyard.monitoring.entity;

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
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.CheckState;
import org.modelyard.monitoring.model.CheckTrigger;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

/**
 * A wish to compare one deployment's window with its version's reference. QUEUED until its batch job runs it, then
 * COMPLETED with a report, or FAILED. Whoever starts the job claims the check first; a claim whose job never came or died
 * may be taken up by another, a few times. A failed check runs again when its job is restarted; a complete one never does.
 */
@Entity
@Table(name = "drift_check")
public class DriftCheck {

    static final int MOST_ATTEMPTS = 5;

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "drift_check_seq")
    @SequenceGenerator(name = "drift_check_seq", sequenceName = "drift_check_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "model_name")
    private String model;

    private String environment;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Enumerated(EnumType.STRING)
    @Column(name = "started_by")
    private CheckTrigger trigger;

    @Enumerated(EnumType.STRING)
    private CheckState state;

    @Convert(converter = InstantColumn.class)
    @Column(name = "since_at")
    private Instant since;

    @Convert(converter = InstantColumn.class)
    @Column(name = "until_at")
    private Instant until;

    @Column(name = "least_rows")
    private @Nullable Long leastRows;

    private int attempts;

    @Convert(converter = InstantColumn.class)
    @Column(name = "claimed_at")
    private @Nullable Instant claimedAt;

    @Column(name = "execution_id")
    private @Nullable Long executionId;

    @Convert(converter = UuidColumn.class)
    @Column(name = "report_id")
    private @Nullable UUID reportId;

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
    protected DriftCheck() {}

    /** What is checked. */
    public record Subject(long organisationId, String model, String environment, long deploymentId) {}

    /**
     * Hours that begin in [since, until).
     *
     * @param leastRows null for the whole window; else whole hours are added from the newest back to since until they
     *     hold so many rows
     */
    public record Window(Instant since, Instant until, @Nullable Long leastRows) {}

    public static DriftCheck queue(Subject subject, Window window, CheckTrigger trigger, String by, Instant now) {
        DriftCheck check = new DriftCheck();
        check.publicId = Ids.next();
        check.organisationId = subject.organisationId();
        check.model = subject.model();
        check.environment = subject.environment();
        check.deploymentId = subject.deploymentId();
        check.trigger = trigger;
        check.state = CheckState.QUEUED;
        check.since = window.since();
        check.until = window.until();
        check.leastRows = window.leastRows();
        check.createdBy = by;
        check.createdAt = now;
        return check;
    }

    /**
     * Before its job is started, so that of two nodes one does. A check that was claimed too often without an end fails.
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
        if (state == CheckState.COMPLETED) {
            return false;
        }
        state = CheckState.RUNNING;
        executionId = execution;
        claimedAt = now;
        problem = null;
        endedAt = null;
        return true;
    }

    /** @return false when it was complete already: then this report is not kept */
    public boolean complete(UUID report, Instant now) {
        if (state == CheckState.COMPLETED) {
            return false;
        }
        state = CheckState.COMPLETED;
        reportId = report;
        endedAt = now;
        return true;
    }

    /** @param cause one or two sentences for the person who asked: what happened and what to change */
    public void fail(String cause, Instant now) {
        if (!ended()) {
            state = CheckState.FAILED;
            problem = cause;
            endedAt = now;
        }
    }

    public boolean ended() {
        return state == CheckState.COMPLETED || state == CheckState.FAILED;
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

    public String model() {
        return model;
    }

    public String environment() {
        return environment;
    }

    /** Internal. */
    public long deploymentId() {
        return deploymentId;
    }

    public CheckTrigger trigger() {
        return trigger;
    }

    public CheckState state() {
        return state;
    }

    public Window window() {
        return new Window(since, until, leastRows);
    }

    public @Nullable Long executionId() {
        return executionId;
    }

    public @Nullable UUID reportId() {
        return reportId;
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
