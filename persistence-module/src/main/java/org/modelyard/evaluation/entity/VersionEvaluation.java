package org.modelyard.evaluation.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.platform.entity.UuidColumn;

/** A wish to ask a version about a snapshot's rows. */
@Entity
@Table(name = "version_evaluation")
public class VersionEvaluation extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "version_evaluation_seq")
    @SequenceGenerator(name = "version_evaluation_seq", sequenceName = "version_evaluation_seq", allocationSize = 50)
    private long id;

    @Column(name = "model_name")
    private String model;

    @Column(name = "version_text")
    private String version;

    @Column(name = "dataset_name")
    private String dataset;

    @Convert(converter = UuidColumn.class)
    @Column(name = "snapshot_id")
    private UUID snapshot;

    @Column(name = "asked_rows")
    private @Nullable Long asked;

    @Column(name = "left_out_rows")
    private @Nullable Long leftOut;

    @Lob
    private @Nullable String metrics;

    @Lob
    private @Nullable String fairness;

    @Column(name = "evaluation_sha")
    private @Nullable String evaluationSha;

    @SuppressWarnings("NullAway.Init")
    protected VersionEvaluation() {}

    private VersionEvaluation(long organisationId, Subject subject, String by, Instant now) {
        super(organisationId, by, now);
        this.model = subject.model();
        this.version = subject.version();
        this.dataset = subject.dataset();
        this.snapshot = subject.snapshot();
    }

    /** Which version is asked about what. */
    public record Subject(String model, String version, String dataset, UUID snapshot) {}

    /**
     * What came of it.
     *
     * @param asked rows of the evaluation
     * @param leftOut rows of the snapshot that the version had learnt from
     * @param metrics by name, as JSON
     * @param fairness how groups of sensitive features are treated: a JSON array with a document a feature
     * @param evaluationSha address of the whole evaluation
     */
    public record Result(long asked, long leftOut, String metrics, String fairness, String evaluationSha) {}

    public static VersionEvaluation queue(long organisationId, Subject subject, String by, Instant now) {
        return new VersionEvaluation(organisationId, subject, by, now);
    }

    /** Of no effect when it was complete already. */
    public void complete(Result result, Instant now) {
        if (complete(now)) {
            asked = result.asked();
            leftOut = result.leftOut();
            metrics = result.metrics();
            fairness = result.fairness();
            evaluationSha = result.evaluationSha();
        }
    }

    public long id() {
        return id;
    }

    public Subject subject() {
        return new Subject(model, version, dataset, snapshot);
    }

    public @Nullable Long asked() {
        return asked;
    }

    public @Nullable Long leftOut() {
        return leftOut;
    }

    public @Nullable String metrics() {
        return metrics;
    }

    /** A JSON array with a document for each sensitive feature; null before it is complete, and where it was made before this was looked at. */
    public @Nullable String fairness() {
        return fairness;
    }

    public @Nullable String evaluationSha() {
        return evaluationSha;
    }
}
