package org.modelyard.dataset.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.modelyard.dataset.model.SnapshotManifest;
import org.modelyard.platform.entity.InstantColumn;
import org.modelyard.platform.entity.UuidColumn;
import org.modelyard.platform.model.Ids;

/** The accepted examples of a dataset at one moment. Never changes. */
@Entity
@Table(name = "snapshot")
public class Snapshot {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "snapshot_seq")
    @SequenceGenerator(name = "snapshot_seq", sequenceName = "snapshot_seq", allocationSize = 50)
    private long id;

    @Convert(converter = UuidColumn.class)
    @Column(name = "public_id")
    private UUID publicId;

    @Column(name = "organisation_id")
    private long organisationId;

    @Column(name = "dataset_id")
    private long datasetId;

    private String sha256;

    @Column(name = "manifest_sha")
    private String manifestSha;

    @Column(name = "row_count")
    private long rows;

    @Column(name = "created_by")
    private String createdBy;

    @Convert(converter = InstantColumn.class)
    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Snapshot() {}

    private Snapshot(Dataset dataset, SnapshotManifest manifest, String manifestSha, String actor, Instant now) {
        this.publicId = Ids.next();
        this.organisationId = dataset.organisationId();
        this.datasetId = dataset.id();
        this.sha256 = manifest.sha256();
        this.manifestSha = manifestSha;
        this.rows = manifest.rows();
        this.createdBy = actor;
        this.createdAt = now;
    }

    /** @param manifestSha the address of the stored manifest */
    public static Snapshot take(
            Dataset dataset, SnapshotManifest manifest, String manifestSha, String actor, Instant now) {
        return new Snapshot(dataset, manifest, manifestSha, actor, now);
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

    /** What the rows are, whatever files hold them. */
    public String sha256() {
        return sha256;
    }

    public String manifestSha() {
        return manifestSha;
    }

    public long rows() {
        return rows;
    }

    public String createdBy() {
        return createdBy;
    }

    public Instant createdAt() {
        return createdAt;
    }
}
