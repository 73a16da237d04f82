package org.modelyard.serving.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.modelyard.platform.entity.InstantColumn;

/** Exact counts of one deployment's variant in one hour on one node, for reading: the drain of the journal writes them. */
@Entity
@Table(name = "histogram_hour")
public class HourlyHistogram {

    @Id
    private long id;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "deployment_id")
    private long deploymentId;

    @Column(name = "model_version_id")
    private long modelVersionId;

    @Column(name = "environment_id")
    private long environmentId;

    private String variant;

    @Convert(converter = InstantColumn.class)
    @Column(name = "hour_start")
    private Instant hourStart;

    @Column(name = "model_id")
    private long modelId;

    private long requests;
    private long errors;

    @Column(name = "latency_sum_micros")
    private long latencySumMicros;

    @Column(name = "latency_counts")
    private byte[] latencyCounts;

    private long failed;

    @Column(name = "score_counts")
    private byte @Nullable [] scoreCounts;

    @Column(name = "unit_counts")
    private byte @Nullable [] unitCounts;

    private byte @Nullable [] histograms;

    @SuppressWarnings("NullAway.Init")
    protected HourlyHistogram() {}

    public long modelVersionId() {
        return modelVersionId;
    }

    public long environmentId() {
        return environmentId;
    }

    public String variant() {
        return variant;
    }

    public Instant hourStart() {
        return hourStart;
    }

    /** Rows answered, refused or failed. */
    public long requests() {
        return requests;
    }

    /** Rows refused or failed. */
    public long errors() {
        return errors;
    }

    /** Rows that fit and got no answer; 0 in rows from before they were counted. */
    public long failed() {
        return failed;
    }

    /** {@link org.modelyard.serving.model.ScoreCounts}; null in rows from before they were counted. */
    public byte @Nullable [] scoreCounts() {
        return scoreCounts;
    }

    /** {@link org.modelyard.serving.model.UnitCounts}; null where nothing was rolled out. */
    public byte @Nullable [] unitCounts() {
        return unitCounts;
    }

    public long latencySumMicros() {
        return latencySumMicros;
    }

    /** {@link org.modelyard.serving.model.LatencyCounts}. */
    public byte[] latencyCounts() {
        return latencyCounts;
    }

    /** {@link org.modelyard.monitoring.model.Histograms}; null when the version has no profile. */
    public byte @Nullable [] histograms() {
        return histograms;
    }
}
