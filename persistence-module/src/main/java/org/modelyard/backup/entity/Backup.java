package org.modelyard.backup.entity;

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
import org.modelyard.backup.model.BackupManifest;
import org.modelyard.backup.model.WrittenArchive;
import org.modelyard.batch.entity.QueuedWork;
import org.modelyard.platform.entity.InstantColumn;

/** An archive of the whole server that somebody, or the timer, asked for. Its file lies on the node that wrote it. */
@Entity
@Table(name = "backup")
public class Backup extends QueuedWork {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "backup_seq")
    @SequenceGenerator(name = "backup_seq", sequenceName = "backup_seq", allocationSize = 50)
    private long id;

    private boolean inferences;

    private @Nullable String node;

    @Column(name = "file_name")
    private @Nullable String fileName;

    @Column(name = "file_bytes")
    private @Nullable Long fileBytes;

    @Column(name = "archive_sha")
    private @Nullable String archiveSha;

    @Column(name = "manifest_sha")
    private @Nullable String manifestSha;

    @Column(name = "row_count")
    private @Nullable Long rows;

    @Column(name = "artifact_count")
    private @Nullable Long artifacts;

    @Column(name = "artifact_bytes")
    private @Nullable Long artifactBytes;

    @Convert(converter = InstantColumn.class)
    @Column(name = "verified_at")
    private @Nullable Instant verifiedAt;

    @Lob
    private @Nullable String damage;

    protected Backup() {}

    private Backup(long organisationId, boolean inferences, String by, Instant now) {
        super(organisationId, by, now);
        this.inferences = inferences;
    }

    /** @param inferences whether the inference log goes with it */
    public static Backup queue(long organisationId, boolean inferences, String by, Instant now) {
        return new Backup(organisationId, inferences, by, now);
    }

    /** All of its archive was read again. Of no effect when it was complete already. */
    public void complete(UUID writer, String name, WrittenArchive archive, BackupManifest manifest, Instant now) {
        if (complete(now)) {
            node = writer.toString();
            fileName = name;
            fileBytes = archive.bytes();
            archiveSha = archive.sha256();
            manifestSha = archive.manifestSha256();
            rows = manifest.rows();
            artifacts = manifest.artifacts().count();
            artifactBytes = manifest.artifacts().bytes();
            verifiedAt = now;
        }
    }

    /** Every byte of its file was read and is as it was written. */
    public void verified(Instant now) {
        verifiedAt = now;
        damage = null;
    }

    /** Its file is not what was written. */
    public void damaged(String how, Instant now) {
        verifiedAt = now;
        damage = how;
    }

    public long id() {
        return id;
    }

    public boolean inferences() {
        return inferences;
    }

    /** Id of the node whose home has the file; null before it is complete, as all below. */
    public @Nullable String node() {
        return node;
    }

    public @Nullable String fileName() {
        return fileName;
    }

    public @Nullable Long fileBytes() {
        return fileBytes;
    }

    /** SHA-256 of the whole file. */
    public @Nullable String archiveSha() {
        return archiveSha;
    }

    public @Nullable String manifestSha() {
        return manifestSha;
    }

    public @Nullable Long rows() {
        return rows;
    }

    public @Nullable Long artifacts() {
        return artifacts;
    }

    public @Nullable Long artifactBytes() {
        return artifactBytes;
    }

    /** When all of it was last read again. */
    public @Nullable Instant verifiedAt() {
        return verifiedAt;
    }

    /** What was found then; null: it is whole. */
    public @Nullable String damage() {
        return damage;
    }
}
