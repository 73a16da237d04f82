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
import org.modelyard.evaluation.model.ComparisonWish;
import org.modelyard.evaluation.model.VersionRef;
import org.modelyard.platform.entity.UuidColumn;

/** A wish to ask two versions about the same rows and to say which is better. */
@Entity
@Table(name = "version_comparison")
public class VersionComparison extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "version_comparison_seq")
    @SequenceGenerator(name = "version_comparison_seq", sequenceName = "version_comparison_seq", allocationSize = 50)
    private long id;

    @Column(name = "champion_model")
    private String championModel;

    @Column(name = "champion_version")
    private String championVersion;

    @Column(name = "candidate_model")
    private String candidateModel;

    @Column(name = "candidate_version")
    private String candidateVersion;

    @Column(name = "dataset_name")
    private String dataset;

    @Convert(converter = UuidColumn.class)
    @Column(name = "snapshot_id")
    private UUID snapshot;

    @Lob
    private String wish;

    @Column(name = "left_out_rows")
    private @Nullable Long leftOut;

    @Lob
    private @Nullable String document;

    @SuppressWarnings("NullAway.Init")
    protected VersionComparison() {}

    private VersionComparison(long organisationId, Subject subject, ComparisonWish wish, String by, Instant now) {
        super(organisationId, by, now);
        this.championModel = subject.champion().model();
        this.championVersion = subject.champion().version();
        this.candidateModel = subject.candidate().model();
        this.candidateVersion = subject.candidate().version();
        this.dataset = subject.dataset();
        this.snapshot = subject.snapshot();
        this.wish = wish.toJson();
    }

    /** Which versions are asked about what. */
    public record Subject(VersionRef champion, VersionRef candidate, String dataset, UUID snapshot) {}

    public static VersionComparison queue(
            long organisationId, Subject subject, ComparisonWish wish, String by, Instant now) {
        return new VersionComparison(organisationId, subject, wish, by, now);
    }

    /**
     * Of no effect when it was complete already.
     *
     * @param comparison as JSON
     * @param rowsLeftOut rows of the snapshot that one of the two had learnt from
     */
    public void complete(String comparison, long rowsLeftOut, Instant now) {
        if (complete(now)) {
            document = comparison;
            leftOut = rowsLeftOut;
        }
    }

    public long id() {
        return id;
    }

    public Subject subject() {
        return new Subject(
                new VersionRef(championModel, championVersion),
                new VersionRef(candidateModel, candidateVersion),
                dataset,
                snapshot);
    }

    public ComparisonWish wish() {
        return ComparisonWish.fromJson(wish);
    }

    public @Nullable Long leftOut() {
        return leftOut;
    }

    public @Nullable String document() {
        return document;
    }
}
