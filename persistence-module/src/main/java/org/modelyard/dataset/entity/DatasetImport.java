package org.modelyard.dataset.entity;

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
import org.modelyard.dataset.model.DatasetJson;
import org.modelyard.dataset.model.DuplicateMode;
import org.modelyard.dataset.model.ExampleFormat;
import org.modelyard.dataset.model.ImportState;
import org.modelyard.dataset.model.ReadReport;
import org.modelyard.dataset.model.RowError;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;
import org.modelyard.platform.model.Refusal;

/** One file on its way into a dataset. RUNNING until it is COMPLETED or FAILED, once; its counts only grow. */
@Entity
@Table(name = "dataset_import")
public class DatasetImport {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "dataset_import_seq")
    @SequenceGenerator(name = "dataset_import_seq", sequenceName = "dataset_import_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "dataset_id")
    private long datasetId;

    @Enumerated(EnumType.STRING)
    private ImportState state;

    @Enumerated(EnumType.STRING)
    private ExampleFormat format;

    @Enumerated(EnumType.STRING)
    @Column(name = "duplicate_mode")
    private DuplicateMode duplicateMode;

    @Column(name = "read_rows")
    private long read;

    private long accepted;
    private long duplicates;
    private long rejected;

    @Lob
    private String errors;

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
    protected DatasetImport() {}

    private DatasetImport(Dataset dataset, ExampleFormat format, DuplicateMode mode, String actor, Instant now) {
        this.publicId = Ids.next();
        this.organisationId = dataset.organisationId();
        this.datasetId = dataset.id();
        this.state = ImportState.RUNNING;
        this.format = format;
        this.duplicateMode = mode;
        this.errors = "[]";
        this.createdBy = actor;
        this.createdAt = now;
    }

    public static DatasetImport begin(
            Dataset dataset, ExampleFormat format, DuplicateMode mode, String actor, Instant now) {
        return new DatasetImport(dataset, format, mode, actor, now);
    }

    /**
     * A chunk has gone in.
     *
     * @param again rows whose content was there, whether kept or skipped
     * @throws Refusal.Conflict when the import has ended: somebody took it for dead
     */
    public void advance(ReadReport report, int examples, int again) {
        requireRunning();
        accepted += examples;
        duplicates += again;
        report(report);
    }

    /** The end of the file. */
    public void complete(ReadReport report, Instant now) {
        requireRunning();
        report(report);
        state = ImportState.COMPLETED;
        endedAt = now;
    }

    /** @param report what was read, or null when that is not known any more */
    public void fail(@Nullable ReadReport report, String why, Instant now) {
        requireRunning();
        if (report != null) {
            report(report);
        }
        state = ImportState.FAILED;
        problem = why;
        endedAt = now;
    }

    private void report(ReadReport report) {
        read = report.read();
        rejected = report.rejected();
        errors = DatasetJson.write(report.errors());
    }

    private void requireRunning() {
        if (state != ImportState.RUNNING) {
            throw new Refusal.Conflict("The import " + publicId + " is " + state + ".");
        }
    }

    public long id() {
        return id;
    }

    public UUID publicId() {
        return publicId;
    }

    public long datasetId() {
        return datasetId;
    }

    public ImportState state() {
        return state;
    }

    public ExampleFormat format() {
        return format;
    }

    public DuplicateMode duplicateMode() {
        return duplicateMode;
    }

    /** Rows parsed, good or not. */
    public long read() {
        return read;
    }

    /** Rows that became examples. */
    public long accepted() {
        return accepted;
    }

    /** Rows whose content the dataset held already; with KEEP they are accepted as well. */
    public long duplicates() {
        return duplicates;
    }

    public long rejected() {
        return rejected;
    }

    /** The first hundred. */
    public List<RowError> errors() {
        return List.of(DatasetJson.read("errors", errors, RowError[].class));
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
