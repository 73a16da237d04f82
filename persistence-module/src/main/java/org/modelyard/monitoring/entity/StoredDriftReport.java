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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.monitoring.model.DriftReport;
import org.modelyard.monitoring.model.MonitoringJson;
import org.modelyard.monitoring.model.ReportLine;
import org.modelyard.monitoring.model.Severity;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

/** What a drift check found. Never changed. */
@Entity
@Table(name = "drift_report")
public class StoredDriftReport {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "drift_report_seq")
    @SequenceGenerator(name = "drift_report_seq", sequenceName = "drift_report_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "check_id")
    private long checkId;

    @Column(name = "model_name")
    private String model;

    @Column(name = "model_version")
    private String version;

    private String environment;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Convert(converter = UuidColumn.class)
    @Column(name = "deployment_public_id")
    private UUID deployment;

    private String verdict;

    @Enumerated(EnumType.STRING)
    private @Nullable Severity severity;

    @Convert(converter = InstantColumn.class)
    @Column(name = "since_at")
    private Instant since;

    @Convert(converter = InstantColumn.class)
    @Column(name = "until_at")
    private Instant until;

    @Column(name = "reference_rows")
    private long referenceRows;

    @Column(name = "window_rows")
    private long windowRows;

    private double alpha;

    @Lob
    private String features;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected StoredDriftReport() {}

    /** The deployment that was checked. */
    public record Subject(UUID deployment, String version) {}

    /**
     * @param since of the window, as it came to be
     * @param severity null unless it drifted
     */
    public static StoredDriftReport of(
            DriftCheck check,
            Subject subject,
            Instant since,
            DriftReport found,
            @Nullable Severity severity,
            Instant now) {
        StoredDriftReport report = new StoredDriftReport();
        report.publicId = Ids.next();
        report.organisationId = check.organisationId();
        report.checkId = check.id();
        report.model = check.model();
        report.version = subject.version();
        report.environment = check.environment();
        report.deploymentId = check.deploymentId();
        report.deployment = subject.deployment();
        report.verdict = found.verdict().code();
        report.severity = severity;
        report.since = since;
        report.until = check.window().until();
        report.referenceRows = found.referenceRows();
        report.windowRows = found.windowRows();
        report.alpha = found.alpha();
        report.features = MonitoringJson.write(
                found.features().stream().map(ReportLine::of).toList());
        report.createdAt = now;
        return report;
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

    public String version() {
        return version;
    }

    public String environment() {
        return environment;
    }

    public UUID deployment() {
        return deployment;
    }

    /** STABLE, DRIFTED or TOO_FEW. */
    public String verdict() {
        return verdict;
    }

    public @Nullable Severity severity() {
        return severity;
    }

    public Instant since() {
        return since;
    }

    public Instant until() {
        return until;
    }

    public long referenceRows() {
        return referenceRows;
    }

    public long windowRows() {
        return windowRows;
    }

    public double alpha() {
        return alpha;
    }

    public List<ReportLine> features() {
        return MonitoringJson.lines(features);
    }

    public Instant createdAt() {
        return createdAt;
    }
}
