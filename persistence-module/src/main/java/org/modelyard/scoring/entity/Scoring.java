package org.modelyard.scoring.entity;

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
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.scoring.model.AnswerFormat;

/** A wish to have a version's answers to all rows of a snapshot. */
@Entity
@Table(name = "scoring")
public class Scoring extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "scoring_seq")
    @SequenceGenerator(name = "scoring_seq", sequenceName = "scoring_seq", allocationSize = 50)
    private long id;

    @Column(name = "model_name")
    private String model;

    @Column(name = "version_text")
    private String version;

    @Column(name = "dataset_name")
    private @Nullable String dataset;

    @Convert(converter = UuidColumn.class)
    @Column(name = "snapshot_id")
    private @Nullable UUID snapshot;

    @Column(name = "input_sha")
    private @Nullable String inputSha;

    @Column(name = "input_bytes")
    private @Nullable Long inputBytes;

    @Enumerated(EnumType.STRING)
    @Column(name = "input_format")
    private @Nullable AnswerFormat inputFormat;

    @Enumerated(EnumType.STRING)
    @Column(name = "answer_format")
    private AnswerFormat format;

    @Column(name = "all_scores")
    private boolean allScores;

    private @Nullable Integer parts;

    @Column(name = "part_rows")
    private @Nullable Integer partRows;

    @Column(name = "parts_done")
    private int partsDone;

    @Column(name = "asked_rows")
    private long asked;

    @Column(name = "refused_rows")
    private long refused;

    @Column(name = "file_sha")
    private @Nullable String fileSha;

    @Column(name = "file_bytes")
    private @Nullable Long fileBytes;

    @SuppressWarnings("NullAway.Init")
    protected Scoring() {}

    private Scoring(long organisationId, Subject subject, String by, Instant now) {
        super(organisationId, by, now);
        this.model = subject.model();
        this.version = subject.version();
        Rows rows = subject.rows();
        if (rows instanceof SnapshotRows examples) {
            this.dataset = examples.dataset();
            this.snapshot = examples.snapshot();
        } else if (rows instanceof InputFile file) {
            this.inputSha = file.sha256();
            this.inputBytes = file.bytes();
            this.inputFormat = file.format();
        }
        this.format = subject.format();
        this.allScores = subject.allScores();
    }

    /**
     * Which version is asked about what, and how its answers are written.
     *
     * @param allScores of all labels, not of the answered one alone
     */
    public record Subject(String model, String version, Rows rows, AnswerFormat format, boolean allScores) {}

    /** What is asked about. */
    public sealed interface Rows {}

    /** Those of a dataset as they were at one time. */
    public record SnapshotRows(String dataset, UUID snapshot) implements Rows {}

    /** Those of a file of the store that somebody brought. */
    public record InputFile(String sha256, long bytes, AnswerFormat format) implements Rows {}

    /**
     * How it is cut into parts, for good.
     *
     * @param parts how many there are
     * @param rows of a file, a part's; of a snapshot, those that are enough for a part of whole chunks
     */
    public record Cut(int parts, int rows) {}

    public static Scoring queue(long organisationId, Subject subject, String by, Instant now) {
        return new Scoring(organisationId, subject, by, now);
    }

    /** It is known how it is cut into parts; of no effect when it was known before, for some may be there already. */
    public void plan(Cut cut) {
        if (parts == null) {
            parts = cut.parts();
            partRows = cut.rows();
        }
    }

    /** A part is there; to be called once for each. */
    public void count(long rows, long without) {
        partsDone++;
        asked += rows;
        refused += without;
    }

    /** Of no effect when it was complete already. */
    public void complete(String sha256, long bytes, Instant now) {
        if (complete(now)) {
            fileSha = sha256;
            fileBytes = bytes;
        }
    }

    public long id() {
        return id;
    }

    public Subject subject() {
        return new Subject(model, version, rows(), format, allScores);
    }

    private Rows rows() {
        return inputSha == null || inputBytes == null || inputFormat == null
                ? new SnapshotRows(Objects.requireNonNull(dataset), Objects.requireNonNull(snapshot))
                : new InputFile(inputSha, inputBytes, inputFormat);
    }

    /** Null before its job has begun. */
    public @Nullable Integer parts() {
        return parts;
    }

    /** Null before its job has begun. */
    public @Nullable Cut cut() {
        return parts == null || partRows == null ? null : new Cut(parts, partRows);
    }

    public int partsDone() {
        return partsDone;
    }

    /** Rows so far. */
    public long asked() {
        return asked;
    }

    /** Rows so far that have an error in the place of an answer. */
    public long refused() {
        return refused;
    }

    /** Null before it is complete. */
    public @Nullable String fileSha() {
        return fileSha;
    }

    public @Nullable Long fileBytes() {
        return fileBytes;
    }
}
