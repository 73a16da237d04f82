package org.modelyard.monitoring.entity;

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
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.monitoring.model.CheckTrigger;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;

/** A wish to compare one deployment's window with its version's reference. */
@Entity
@Table(name = "drift_check")
public class DriftCheck extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "drift_check_seq")
    @SequenceGenerator(name = "drift_check_seq", sequenceName = "drift_check_seq", allocationSize = 50)
    private long id;

    @Column(name = "model_name")
    private String model;

    private String environment;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Enumerated(EnumType.STRING)
    @Column(name = "started_by")
    private CheckTrigger trigger;

    @Convert(converter = InstantColumn.class)
    @Column(name = "since_at")
    private Instant since;

    @Convert(converter = InstantColumn.class)
    @Column(name = "until_at")
    private Instant until;

    @Column(name = "least_rows")
    private @Nullable Long leastRows;

    @Convert(converter = UuidColumn.class)
    @Column(name = "report_id")
    private @Nullable UUID reportId;

    @SuppressWarnings("NullAway.Init")
    protected DriftCheck() {}

    @SuppressWarnings("NullAway.Init") // the factory fills the rest in
    private DriftCheck(long organisationId, String by, Instant now) {
        super(organisationId, by, now);
    }

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
        DriftCheck check = new DriftCheck(subject.organisationId(), by, now);
        check.model = subject.model();
        check.environment = subject.environment();
        check.deploymentId = subject.deploymentId();
        check.trigger = trigger;
        check.since = window.since();
        check.until = window.until();
        check.leastRows = window.leastRows();
        return check;
    }

    /** @return false when it was complete already: then this report is not kept */
    public boolean complete(UUID report, Instant now) {
        if (!complete(now)) {
            return false;
        }
        reportId = report;
        return true;
    }

    public long id() {
        return id;
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

    public Window window() {
        return new Window(since, until, leastRows);
    }

    public @Nullable UUID reportId() {
        return reportId;
    }
}
